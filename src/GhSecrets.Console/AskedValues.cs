using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary>The values that a person is asked for, each once for all places of its secret.</summary>
internal sealed class AskedValues(DeclaredRun run) : IDisposable
{
    private readonly Dictionary<DeclaredSecret, Task<SecretContent>> _asked = [];

    /// <summary>The value of a secret, which is asked for when it is wanted for the first time.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/> where nobody can be asked, or when nothing was typed.</exception>
    internal Task<SecretContent> ForAsync(DeclaredSecret secret, CancellationToken cancel)
    {
        if (!_asked.TryGetValue(secret, out Task<SecretContent>? content))
        {
            _asked[secret] = content = AskAsync(secret, cancel);
        }

        return content;
    }

    /// <summary>Zeroes the values.</summary>
    public void Dispose()
    {
        foreach (Task<SecretContent> content in _asked.Values.Where(content => content.IsCompletedSuccessfully))
        {
            content.Result.Dispose();
        }
    }

    private async Task<SecretContent> AskAsync(DeclaredSecret secret, CancellationToken cancel)
    {
        // Nothing ends the wait for a key: a stopped run leaves it behind.
        using SecretValue value = await Task.Run(() => Ask($"Value of {secret.Prompt}"), cancel).WaitAsync(cancel);
        run.Mask(value);
        foreach (string doubt in ValueDoubts.Of(value))
        {
            run.Report.Warn($"{secret.Name}: {doubt}");
        }

        return SecretContent.FromValue(value);
    }

    private SecretValue Ask(string what)
    {
        if (System.Console.IsInputRedirected || System.Console.IsErrorRedirected)
        {
            throw new GhSecretsException(ErrorId.InvalidValue, "Its value is to be asked for, and there is no terminal to ask on. Run it where a person is, or declare another source.");
        }

        using SecureString typed = new();

        // From the first look on the terminal shows no key, not even one that is typed before it is read.
        _ = System.Console.KeyAvailable;
        run.Report.Prompt(what);
        for (ConsoleKeyInfo key = ReadKey(); key.Key != ConsoleKey.Enter; key = ReadKey())
        {
            if (key.Key == ConsoleKey.Backspace && typed.Length > 0)
            {
                typed.RemoveAt(typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.AppendChar(key.KeyChar);
            }
        }

        run.Report.EndPrompt();
        return typed.Length > 0 ? SecretValue.FromSecureString(typed) : throw new GhSecretsException(ErrorId.InvalidValue, "There is no value: nothing was typed.");
    }

    private static ConsoleKeyInfo ReadKey() => System.Console.ReadKey(intercept: true);
}

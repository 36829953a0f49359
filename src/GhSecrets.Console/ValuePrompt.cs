using System;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary>Asks on the terminal for a value whose characters are not shown.</summary>
internal static class ValuePrompt
{
    /// <summary>What a person types; null where there is no terminal.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/> when nothing was typed.</exception>
    internal static async Task<SecretValue?> AskAsync(string what, Report report, CancellationToken cancel)
    {
        if (System.Console.IsInputRedirected || System.Console.IsErrorRedirected)
        {
            return null;
        }

        // Nothing ends the wait for a key: a stopped run leaves it behind.
        return await Task.Run(() => Ask(what, report), cancel).WaitAsync(cancel);
    }

    private static SecretValue Ask(string what, Report report)
    {
        using SecureString typed = new();

        // From the first look on the terminal shows no key, not even one that is typed before it is read.
        _ = System.Console.KeyAvailable;
        report.Prompt(what);
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

        report.EndPrompt();
        return typed.Length > 0
            ? SecretValue.FromSecureString(typed)
            : throw new GhSecretsException(ErrorId.InvalidValue, "There is no value: nothing was typed.");
    }

    private static ConsoleKeyInfo ReadKey() => System.Console.ReadKey(intercept: true);
}

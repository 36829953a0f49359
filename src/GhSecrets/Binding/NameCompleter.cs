using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Completes names that the server knows, over the session that the command would use; where there is none, or no answer in time,
/// nothing is offered and nothing said.</summary>
public abstract class NameCompleter<TSession> : IArgumentCompleter
    where TSession : class, IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1.5);

    /// <summary>The session of a command that names none.</summary>
    private protected abstract RunspaceSession<TSession> Default { get; }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        TypedCommand command = new(commandName, wordToComplete, fakeBoundParameters);
        return SessionOf(command) is TSession session
            && PipelineThread.TryRun(() => NamesAsync(session, command, CancellationToken.None), s_patience) is { } names
            ? names.Where(name => name.StartsWith(command.Word, StringComparison.OrdinalIgnoreCase) && MayBeTyped(name))
                .Select(name => Result(command, name)).ToList()
            : [];
    }

    /// <summary>The names that may be meant.</summary>
    private protected abstract Task<IReadOnlyList<string>> NamesAsync(TSession session, TypedCommand command, CancellationToken cancel);

    /// <summary>What an argument must be for a name to be meant.</summary>
    private protected virtual string Argument(TypedCommand command, string name) => name;

    // What is completed stands on the terminal as it is.
    private static bool MayBeTyped(string name) => !name.Any(HarmlessText.IsControl);

    private TSession? SessionOf(TypedCommand command)
    {
        try
        {
            return command.Value<TSession>("Session") ?? (CompletionState.Read() is SessionState state ? Default.Resolve(state) : null);
        }
        catch (Exception e) when (e is GhSecretsException or RuntimeException or InvalidOperationException)
        {
            return null;
        }
    }

    private CompletionResult Result(TypedCommand command, string name)
    {
        string argument = Argument(command, name);
        bool isBare = !command.IsQuoted
            && (char.IsLetter(argument[0]) || argument[0] == '_')
            && argument.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/');
        return new CompletionResult(
            isBare ? argument : $"'{CodeGeneration.EscapeSingleQuotedStringContent(argument)}'",
            name,
            CompletionResultType.ParameterValue,
            name);
    }
}

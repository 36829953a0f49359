using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Completes the one word that stands for a user.</summary>
public sealed class MeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        [new CompletionResult(SecretScope.Me)];
}

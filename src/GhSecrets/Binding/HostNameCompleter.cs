using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Completes the hosts that are known without a request: github.com, that of the environment, and that of the session.</summary>
public sealed class HostNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        new EnvironmentCredentials().Hosts()
            .Select(host => host.Name)
            .Concat(OfSession())
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(name => new CompletionResult(name));

    private static IEnumerable<string> OfSession() =>
        CompletionState.Read() is SessionState state && DefaultSession.GitHub.Get(state) is GhSession session ? [session.HostName] : [];
}

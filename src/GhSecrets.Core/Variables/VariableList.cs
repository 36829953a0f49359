using System.Collections.Generic;

namespace GhSecrets.Core;

/// <summary>The variables of a scope as its list named them, to the last page.</summary>
/// <param name="Variables">Those that it named, each once.</param>
/// <param name="Gap">That it named fewer than there are, also when it was read again; null when it is whole.</param>
/// <param name="WasRedirected">Whether the server answered at another address, as it does for a repository that has moved.</param>
public sealed record VariableList(IReadOnlyList<Variable> Variables, GhSecretsException? Gap, bool WasRedirected)
{
    /// <summary>The variables of a list that is whole.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.IncompleteList"/> when it is not.</exception>
    public IReadOnlyList<Variable> Whole => Gap is null ? Variables : throw Gap;

    internal static VariableList From(SecretScope scope, CompleteList<Variable> list) => new(
        list.Items,
        list.IsWhole ? null : SecretList.Incomplete(scope, list.Items.Count, list.Total),
        list.WasRedirected);
}

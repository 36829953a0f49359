namespace GhSecrets.Core;

/// <summary>What every object says of its scope, under the names of the parameters that take it, so that objects pipe from one cmdlet into
/// the next.</summary>
public abstract class ScopedObject
{
    private protected ScopedObject(SecretScope scope) => Scope = scope;

    /// <summary>The scope in words, such as <c>repository acme/app (Dependabot)</c>.</summary>
    public string Place => Scope.ToString();

    /// <summary>The application that reads the secret: <c>Actions</c>, <c>Dependabot</c>, <c>Codespaces</c> or <c>Agents</c>.</summary>
    public string Application => Scope.Application.ToString();

    /// <summary>The organization's login; null for other scopes.</summary>
    public string? Organization => Scope.Organization;

    /// <summary>The repository as <c>owner/name</c>; null for organization secrets.</summary>
    public string? Repository => Scope.Repository;

    /// <summary>The environment's name; null for other scopes.</summary>
    public string? Environment => Scope.Environment;

    /// <summary><c>me</c> for the user's own secrets; null for other scopes.</summary>
    public string? User => Scope.User;

    /// <summary>The object in words, as they may be shown.</summary>
    public sealed override string ToString() => HarmlessText.Of(InWords);

    internal SecretScope Scope { get; }

    private protected abstract string InWords { get; }
}

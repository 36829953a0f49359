namespace GhSecrets.Core;

/// <summary>What every object says of its Vela scope, under the names of the parameters that take it, so that objects pipe from one cmdlet
/// into the next.</summary>
public abstract class VelaScopedObject
{
    private protected VelaScopedObject(VelaSecretScope scope) => Scope = scope;

    /// <summary>The scope in words, such as <c>repository acme/app</c>.</summary>
    public string Place => Scope.ToString();

    /// <summary>The organization.</summary>
    public string Organization => Scope.Organization;

    /// <summary>The repository without its owner; null for other types.</summary>
    public string? Repository => Scope.Repository;

    /// <summary>The team; null for other types.</summary>
    public string? Team => Scope.Team;

    /// <summary>Whose the secret is: a word of <see cref="VelaSecretType"/>.</summary>
    public string Type => Scope.Type.ToString();

    /// <summary>Where the server keeps it: a word of <see cref="VelaEngine"/>.</summary>
    public string Engine => Scope.Engine.ToString();

    /// <summary>The object in words, as they may be shown.</summary>
    public sealed override string ToString() => HarmlessText.Of(InWords);

    internal VelaSecretScope Scope { get; }

    private protected abstract string InWords { get; }
}

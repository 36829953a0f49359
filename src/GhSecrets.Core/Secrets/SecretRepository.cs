namespace GhSecrets.Core;

/// <summary>One repository that sees a <c>selected</c> secret or variable of an organization.</summary>
public sealed class SecretRepository : ScopedItem
{
    internal SecretRepository(SecretScope scope, string name, long id, string fullName)
        : base(scope)
    {
        Name = name;
        Id = id;
        SelectedRepository = fullName;
    }

    /// <summary>The name of the secret or the variable, in upper case.</summary>
    public string Name { get; }

    /// <summary>The repository as <c>owner/name</c>, under the name of the parameter that takes it.</summary>
    public string SelectedRepository { get; }

    /// <summary>The repository's id.</summary>
    public long Id { get; }

    private protected override string InWords => SelectedRepository;
}

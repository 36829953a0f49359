namespace GhSecrets.Core;

/// <summary>One repository that sees an organization's <c>selected</c> secret.</summary>
public sealed class SecretRepository : ScopedObject
{
    internal SecretRepository(SecretScope scope, string name, long id, string fullName)
        : base(scope)
    {
        Name = name;
        Id = id;
        SelectedRepository = fullName;
    }

    /// <summary>The secret's name, in upper case.</summary>
    public string Name { get; }

    /// <summary>The repository as <c>owner/name</c>, under the name of the parameter that takes it.</summary>
    public string SelectedRepository { get; }

    /// <summary>The repository's id.</summary>
    public long Id { get; }

    private protected override string InWords => SelectedRepository;
}

namespace GhSecrets.Core;

/// <summary>What every object says of a secret or a variable: beside its scope, which of the two it is about.</summary>
public abstract class ScopedItem : ScopedObject
{
    private protected ScopedItem(SecretScope scope)
        : base(scope)
    {
    }

    /// <summary><c>Secret</c> or <c>Variable</c>; a cmdlet for the one refuses a record of the other.</summary>
    public string Kind => Scope.Items.ToString();
}

namespace GhSecrets;

/// <summary>Stands for an argument of a kind that cannot be bound, so that the engine's error quotes <c>***</c> and not what was
/// given.</summary>
internal sealed class MaskedInput
{
    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";

    /// <summary>Masks what nothing knows how to take; null stays null.</summary>
    internal static object? Of(object? given) => given is null ? null : new MaskedInput();
}

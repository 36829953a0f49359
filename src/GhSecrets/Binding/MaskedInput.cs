namespace GhSecrets;

/// <summary>Stands for an argument of a kind that cannot be bound, so that the engine's error quotes what was wanted and not what was
/// given.</summary>
internal sealed class MaskedInput
{
    private readonly string _wanted;

    private MaskedInput(string wanted) => _wanted = wanted;

    /// <summary><c>***</c>, and what was wanted.</summary>
    public override string ToString() => $"*** (give {_wanted})";

    /// <summary>Masks what nothing knows how to take; null stays null.</summary>
    internal static object? Of(object? given, string wanted) => given is null ? null : new MaskedInput(wanted);
}

#if NETFRAMEWORK
namespace System.Diagnostics.CodeAnalysis;

/// <summary>Tells the compiler of .NET Framework builds that an <c>out</c> value is there when the method answers so.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
{
    /// <summary>The answer that promises a value.</summary>
    public bool ReturnValue { get; } = returnValue;
}
#endif

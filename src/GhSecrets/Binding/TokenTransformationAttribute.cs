using System;
using System.Management.Automation;
using System.Security;

namespace GhSecrets;

/// <summary>Turns a token that is given as a string into a SecureString while PowerShell binds it, so that no parameter holds it as
/// text.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TokenTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (given is not string text)
        {
            return given is SecureString ? given : MaskedInput.Of(given, "a string or SecureString");
        }

        SecureString secure = new();
        foreach (char c in text)
        {
            secure.AppendChar(c);
        }

        secure.MakeReadOnly();
        return secure;
    }
}

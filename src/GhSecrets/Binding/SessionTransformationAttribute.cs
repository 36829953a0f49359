using System;
using System.Management.Automation;

namespace GhSecrets;

/// <summary>Masks a text where a session is expected: it may be a token, and the engine's own error would quote it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SessionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text
            ? MaskedInput.Of(text, "what a Connect- cmdlet gives with -PassThru; a token is for its -Token")
            : inputData;
}

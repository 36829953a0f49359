using System;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Security;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Turns what a value can be given as into a <see cref="SecretValue"/> while PowerShell binds it: string, whole number,
/// SecureString, byte[], PSCredential (its password) or FileInfo (its bytes).</summary>
/// <remarks>What it makes belongs to the cmdlet, which disposes it. It never throws, and takes every object: the engine's own error would
/// quote what it was given.</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretValueTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>What an empty string becomes: on the command line an explicit empty value, in a column "not given".</summary>
    internal static readonly SecretValue EmptyText = SecretValue.FromText("");

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        try
        {
            return given switch
            {
                string { Length: 0 } => EmptyText,
                string text => SecretValue.FromText(text),
                sbyte or byte or short or ushort or int or uint or long or ulong => SecretValue.FromText(
                    Convert.ToString(given, CultureInfo.InvariantCulture)!),
                SecureString secure => SecretValue.FromSecureString(secure),
                byte[] bytes => SecretValue.FromBytes(bytes),
                PSCredential credential => SecretValue.FromSecureString(credential.Password),
                FileInfo file => SecretValue.FromFile(file.FullName),
                SecretValue value => value.Copy(),
                null or DBNull => null,
                _ => SecretValue.Unusable(OddValue.Of(given)),
            };
        }
        catch (GhSecretsException e)
        {
            return SecretValue.Unusable(e);
        }
        catch (ObjectDisposedException)
        {
            return SecretValue.Unusable(new GhSecretsException(ErrorId.InvalidValue, "The value was already disposed. Give it anew."));
        }
    }

    /// <summary>Whether a pipeline object is itself a value, not a record that has one.</summary>
    internal static bool IsValue(object? given) =>
        given is string or sbyte or byte or short or ushort or int or uint or long or ulong
            or SecureString or byte[] or PSCredential or FileInfo or SecretValue;
}

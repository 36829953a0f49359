using System;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Security;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>What the value of a variable may be given as, as the text that GitHub keeps.</summary>
internal static class VariableText
{
    /// <summary>Whether a pipeline object is itself a value, also one that is refused, and not a record that has one.</summary>
    internal static bool IsValue(object? given) => given is string or bool or FileInfo or SecureString or PSCredential || IsNumber(given);

    /// <summary>The text of a value.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/> where there is none, or one of a kind whose text would be a
    /// guess, or a secret.</exception>
    internal static string Of(object? given)
    {
        object? value = given is PSObject wrapped ? wrapped.BaseObject : given;
        return value switch
        {
            string text => text,
            bool truth => truth ? "true" : "false",
            FileInfo file => OfFile(file),
            null or DBNull => throw Invalid("There is no value. Give -Value; an empty text is a value."),
            SecureString or PSCredential or SecretValue => throw Invalid(
                "The value is a secret, and variables are shown in logs. Store it as a secret, or give a string."),
            _ when IsNumber(value) => Convert.ToString(value, CultureInfo.InvariantCulture)!,
            _ => throw Invalid($"The value is of the type {value.GetType().Name}. Give a string, a number, true, false, or a file."),
        };
    }

    private static bool IsNumber(object? given) =>
        given is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal;

    private static string OfFile(FileInfo file)
    {
        using SecretValue bytes = SecretValue.FromFile(file.FullName);
        return VariableValue.Read(bytes);
    }

    private static GhSecretsException Invalid(string message) => new(ErrorId.InvalidValue, message);
}

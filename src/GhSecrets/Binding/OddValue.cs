using System;
using System.Collections;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>What is said of a value of a kind that is none, without the value.</summary>
internal static class OddValue
{
    /// <summary>What a value may be.</summary>
    internal const string Wanted = "a string, SecureString, byte[], PSCredential or FileInfo";

    /// <summary>The error for a list, a hashtable, or a number or date whose text depends on the computer; null for any other object, which
    /// may be a record.</summary>
    internal static GhSecretsException? Of(object? given) => given switch
    {
        IDictionary => Error("a hashtable. For a JSON text use ConvertTo-Json"),
        IList list => Error(
            $"a list of {list.Count} items, and a secret has one value. For a file use Get-Content -Raw, or -Path; for lines use -join"),
        bool or char or float or double or decimal or DateTime or DateTimeOffset or TimeSpan or Guid or Enum => OfType(given),
        _ => null,
    };

    /// <summary>The error for any object.</summary>
    internal static GhSecretsException OfType(object given) => Error($"of the type {given.GetType().Name}");

    private static GhSecretsException Error(string what) => new(ErrorId.InvalidValue, $"The value is {what}. Give {Wanted}.");
}

using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>What is said of a value of a kind that is none, without the value.</summary>
internal static class OddValue
{
    private static readonly (string Type, string Advice)[] s_listings =
    [
        ("Microsoft.PowerShell.SecretManagement.SecretInformation",
            "Get-SecretInfo gives names without values. For each of them pipe the value and give the name: Get-Secret NAME | Set-... "
                + "-Name NAME."),
        ("Microsoft.Azure.Commands.KeyVault.Models.PSKeyVaultSecretIdentityItem",
            "The list that Get-AzKeyVaultSecret gives has no values. Ask for each secret by its -Name, and pipe that."),
    ];

    /// <summary>The error for a list, a hashtable, or any other object whose text is no value, or depends on the computer.</summary>
    internal static GhSecretsException Of(object given) => given switch
    {
        IDictionary => Error("a hashtable. For a JSON text use ConvertTo-Json"),
        IList list => Error(
            $"a list of {list.Count} items, and a secret has one value. For a file use Get-Content -Raw, or -Path; for lines use -join"),
        PSCustomObject => Error("an object with properties. Give one of them, such as $object.Value"),
        _ => Error($"of the type {given.GetType().Name}"),
    };

    /// <summary>The error for an object of a list, which has no value, though a type derived from it may; null for any other
    /// object.</summary>
    internal static GhSecretsException? OfListing(PSObject record) =>
        Array.Find(s_listings, listing => record.TypeNames.Any(name => name.EndsWith(listing.Type, StringComparison.Ordinal))).Advice
            is string advice
            ? new GhSecretsException(ErrorId.InvalidValue, advice)
            : null;

    private static GhSecretsException Error(string what) => new(
        ErrorId.InvalidValue,
        $"The value is {what}. Give a string, SecureString, byte[], PSCredential or FileInfo.");
}

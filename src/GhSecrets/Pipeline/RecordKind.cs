using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Refuses what is no record for a cmdlet by its kind alone, before any property of it counts.</summary>
/// <param name="verb">The cmdlet's verb.</param>
/// <param name="noun">The cmdlet's noun.</param>
/// <param name="takes">Whether a record may fill a parameter.</param>
internal sealed class RecordKind(string verb, string noun, Func<string, bool> takes)
{
    /// <summary>Looks at what was piped; null where nothing was, or nothing is in it.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/>, which does not show it.</exception>
    internal void Ensure(PSObject? record, bool isPiped)
    {
        if (record is null ? isPiped && verb == VerbsCommon.Get : IsPlain(record.BaseObject) && !takes("Value") && !takes("Path"))
        {
            // What is not read at all must not mean all secrets of a place, which a Remove- cmdlet may come after.
            throw Refused(
                "What was piped is not an object with properties such as Name and Repository. Pipe such objects, or give names by -Name.");
        }

        if (record?.BaseObject is object piped && IsMap(piped))
        {
            throw Refused("The keys of a hashtable are not read. Write [pscustomobject]@{ ... }.");
        }

        // Several of them are one secret, and each write would leave it to one repository alone.
        if (record is not null
            && verb != VerbsCommon.Get
            && noun is (Nouns.OrgSecret or Nouns.UserSecret or Nouns.OrgVariable)
            && IsAccess(record))
        {
            throw Refused($"The record is a repository that sees a {Words.One(Nouns.ItemsOf(noun))}. Use {verb}-{noun}Repository.");
        }
    }

    private static bool IsPlain(object piped) => piped is string or ValueType || SecretValueTransformationAttribute.IsValue(piped);

    // Also those of JSON's own types, and of ExpandoObject.
    private static bool IsMap(object piped) =>
        piped is IDictionary
        || Array.Exists(
            piped.GetType().GetInterfaces(),
            type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>));

    private static bool IsAccess(PSObject record) =>
        record.TypeNames.Any(name => name.EndsWith(typeof(SecretRepository).FullName!, StringComparison.Ordinal));

    private static GhSecretsException Refused(string message) => new(ErrorId.InvalidArgument, message);
}

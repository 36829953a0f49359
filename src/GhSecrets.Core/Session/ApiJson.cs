using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>Reads the properties that a reply must have; a missing one is an <see cref="ErrorId.UnexpectedReply"/>.</summary>
internal static class ApiJson
{
    internal static string Text(this JObject json, string property) => json.OptionalText(property) ?? throw Missing(property);

    internal static string? OptionalText(this JObject json, string property) =>
        json[property] is JValue { Value: string text } ? text : null;

    /// <summary>A text that old servers write as a number.</summary>
    internal static string TextOrNumber(this JObject json, string property) =>
        json[property] is JValue { Value: long number } ? number.ToString(CultureInfo.InvariantCulture) : json.Text(property);

    internal static long Number(this JObject json, string property) =>
        json[property] is JValue { Value: long number } ? number : throw Missing(property);

    /// <summary>A moment, UTC; null when there is none, or one that cannot be read.</summary>
    internal static DateTimeOffset? Time(this JObject json, string property) =>
        DateTimeOffset.TryParse(
            json.OptionalText(property),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset time)
            ? time
            : null;

    internal static IEnumerable<JObject> Items(this JObject json, string property) =>
        json[property] is JArray items ? items.OfType<JObject>() : throw Missing(property);

    private static GhSecretsException Missing(string property) =>
        new(ErrorId.UnexpectedReply, $"The server's reply lacks '{property}'. Check that the session's address is that of the API.");
}

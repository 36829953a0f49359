using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>The text of a ledger's file: JSON with the scope's columns, and one line for each secret, so that a difference shows what was written.</summary>
internal static class LedgerJson
{
    private const int Version = 1;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    private static readonly JsonLoadSettings s_strict = new() { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error };

    internal static string Write(SecretScope scope, SortedDictionary<string, LedgerEntry> entries)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (JsonTextWriter json = new(text) { Formatting = Formatting.Indented, CloseOutput = false })
        {
            json.WriteStartObject();
            json.WritePropertyName("version");
            json.WriteValue(Version);
            foreach (JProperty column in Given(
                ("organization", scope.Organization),
                ("repository", scope.Repository),
                ("environment", scope.Environment),
                ("user", scope.User),
                ("application", scope.Application.ToString().ToLowerInvariant())).Properties())
            {
                column.WriteTo(json);
            }

            json.WritePropertyName("secrets");
            json.WriteStartObject();
            foreach (KeyValuePair<string, LedgerEntry> secret in entries)
            {
                json.WritePropertyName(secret.Key);
                WriteLine(json, secret.Value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        text.WriteLine();
        return text.ToString();
    }

    /// <exception cref="FormatException">The text is no ledger's, or that of another version; its message quotes nothing.</exception>
    internal static (SecretScope Scope, SortedDictionary<string, LedgerEntry> Entries) Read(string text)
    {
        try
        {
            using JsonTextReader reader = new(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            JObject json = JObject.Load(reader, s_strict);
            if (reader.Read() || json["version"] is not JValue { Value: (long)Version })
            {
                throw new FormatException();
            }

            SortedDictionary<string, LedgerEntry> entries = new(StringComparer.Ordinal);
            foreach (JProperty secret in Object(json["secrets"]).Properties())
            {
                entries.Add(SecretName.Normalize(secret.Name), Entry(Object(secret.Value)));
            }

            return (Scope(json), entries);
        }
        catch (Exception e) when (e is JsonException or GhSecretsException or ArgumentException)
        {
            throw new FormatException();
        }
    }

    private static SecretScope Scope(JObject json) => new ScopeColumns
    {
        Organization = Column(json, "organization"),
        Repository = Column(json, "repository"),
        Environment = Column(json, "environment"),
        User = Text(json, "user"),
        Application = Text(json, "application"),
    }.Scopes()[0];

    // Property by property: a rollout saves a scope's file again and again.
    private static void WriteLine(JsonTextWriter json, LedgerEntry entry)
    {
        json.WriteStartObject();
        json.Formatting = Formatting.None;
        Write("fingerprint", entry.Fingerprint);
        Write("access", entry.Access);
        Write("updatedAt", Time(entry.UpdatedAt));
        Write("repliedAt", Time(entry.RepliedAt));
        json.WriteEndObject();
        json.Formatting = Formatting.Indented;

        void Write(string name, string? text)
        {
            if (text is not null)
            {
                json.WritePropertyName(name);
                json.WriteValue(text);
            }
        }
    }

    private static LedgerEntry Entry(JObject json) => new()
    {
        Fingerprint = Text(json, "fingerprint"),
        Access = Text(json, "access"),
        UpdatedAt = Time(Text(json, "updatedAt")),
        RepliedAt = Time(Text(json, "repliedAt")),
    };

    private static JObject Given(params (string Name, string? Text)[] properties) =>
        new(properties.Where(property => property.Text is not null).Select(property => new JProperty(property.Name, property.Text)));

    private static JObject Object(JToken? json) => json as JObject ?? throw new FormatException();

    private static string[]? Column(JObject json, string name) => Text(json, name) is string text ? [text] : null;

    private static string? Text(JObject json, string name) =>
        json[name] is not JToken value ? null : value is JValue { Value: string text } ? text : throw new FormatException();

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(string? text) => text is null
        ? null
        : DateTimeOffset.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

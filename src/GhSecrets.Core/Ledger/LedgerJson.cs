using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>The text of a ledger's file: JSON with the host, the scope's columns, and one line for each secret or variable, so that a
/// difference shows what was written.</summary>
internal static class LedgerJson
{
    // The first version has neither host nor owners nor a signature.
    private const int FirstVersion = 1;
    private const int Version = 2;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    private static readonly JsonLoadSettings s_strict = new() { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error };

    internal static string Write(LedgerFile.Content content, ApiHost host, LedgerKey? key)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (JsonTextWriter json = new(text) { Formatting = Formatting.Indented, CloseOutput = false })
        {
            json.WriteStartObject();
            json.WritePropertyName("version");
            json.WriteValue(Version);
            SecretScope scope = content.Scope;
            WriteTexts(
                json,
                ("host", host.Name),
                ("organization", scope.Organization),
                ("repository", scope.Repository),
                ("environment", scope.Environment),
                ("user", scope.User),
                ("application", scope.Application.ToString().ToLowerInvariant()));
            if (content.RepositoryId is long id)
            {
                json.WritePropertyName("repositoryId");
                json.WriteValue(id);
            }

            json.WritePropertyName(Words.Of(scope.Items));
            json.WriteStartObject();
            foreach (KeyValuePair<string, LedgerEntry> item in content.Entries)
            {
                json.WritePropertyName(item.Key);
                WriteLine(json, item.Value);
            }

            json.WriteEndObject();
            WriteTexts(json, ("hmac", key?.Sign(SignedTexts(content, host))));
            json.WriteEndObject();
        }

        text.WriteLine();
        return text.ToString();
    }

    /// <exception cref="FormatException">The text is no ledger's, or that of another version; its message quotes nothing.</exception>
    internal static Parsed Read(string text)
    {
        try
        {
            using JsonTextReader reader = new(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            JObject json = JObject.Load(reader, s_strict);
            if (reader.Read() || json["version"] is not JValue { Value: long version } || version is not (FirstVersion or Version))
            {
                throw new FormatException();
            }

            ItemKind kind = json[Words.Of(ItemKind.Variable)] is null ? ItemKind.Secret : ItemKind.Variable;
            SortedDictionary<string, LedgerEntry> entries = new(StringComparer.Ordinal);
            foreach (JProperty item in Object(json[Words.Of(kind)]).Properties())
            {
                entries.Add(SecretName.Normalize(item.Name, kind), Entry(Object(item.Value)));
            }

            string? host = version == FirstVersion ? null : Text(json, "host") ?? throw new FormatException();
            return new Parsed(new LedgerFile.Content(Scope(json, kind), Number(json["repositoryId"]), entries), host, Text(json, "hmac"));
        }
        catch (Exception e) when (e is JsonException or GhSecretsException or ArgumentException)
        {
            throw new FormatException();
        }
    }

    /// <summary>All that a file says, as texts in a fixed order: what is signed, however the JSON around it is laid out.</summary>
    internal static IEnumerable<string?> SignedTexts(LedgerFile.Content content, ApiHost host) =>
    [
        Version.ToString(CultureInfo.InvariantCulture),
        host.Name.ToUpperInvariant(),
        content.Scope.Path.ToUpperInvariant(),
        content.RepositoryId?.ToString(CultureInfo.InvariantCulture),
        .. content.Entries.SelectMany(item => Texts(item.Value).Select(text => text.Text).Prepend(item.Key)),
    ];

    private static SecretScope Scope(JObject json, ItemKind kind) => new ScopeColumns
    {
        Kind = kind,
        Organization = Column(json, "organization"),
        Repository = Column(json, "repository"),
        Environment = Column(json, "environment"),
        User = Text(json, "user"),
        Application = Text(json, "application"),
    }.Scopes()[0];

    private static void WriteLine(JsonTextWriter json, LedgerEntry entry)
    {
        json.WriteStartObject();
        json.Formatting = Formatting.None;
        WriteTexts(json, Texts(entry));
        json.WriteEndObject();
        json.Formatting = Formatting.Indented;
    }

    private static (string Name, string? Text)[] Texts(LedgerEntry entry) =>
    [
        ("owner", entry.Owner),
        ("fingerprint", entry.Fingerprint),
        ("access", entry.Access),
        ("updatedAt", Time(entry.UpdatedAt)),
        ("repliedAt", Time(entry.RepliedAt)),
    ];

    // Text by text, without a tree: a rollout saves a scope's file again and again.
    private static void WriteTexts(JsonTextWriter json, params (string Name, string? Text)[] texts)
    {
        foreach ((string name, string? text) in texts)
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
        Owner = Text(json, "owner"),
        Fingerprint = Text(json, "fingerprint"),
        Access = Text(json, "access"),
        UpdatedAt = Time(Text(json, "updatedAt")),
        RepliedAt = Time(Text(json, "repliedAt")),
    };

    private static JObject Object(JToken? json) => json as JObject ?? throw new FormatException();

    private static string[]? Column(JObject json, string name) => Text(json, name) is string text ? [text] : null;

    private static string? Text(JObject json, string name) =>
        json[name] is not JToken value ? null : value is JValue { Value: string text } ? text : throw new FormatException();

    private static long? Number(JToken? json) =>
        json is null ? null : json is JValue { Value: long number } ? number : throw new FormatException();

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(string? text) => text is null
        ? null
        : DateTimeOffset.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>What a file holds, the host that it is of, and its signature; null where it says none.</summary>
    internal sealed record Parsed(LedgerFile.Content Content, string? Host, string? Signature);
}

using System;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>What Vela tells of a secret: everything but its value, in whose place the server writes a mask that is dropped here.</summary>
public sealed class VelaSecret : VelaScopedObject
{
    private readonly JObject _json;

    private VelaSecret(VelaSecretScope scope, JObject json)
        : base(scope)
    {
        _json = json;
        Name = json.Text("name");
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The id in Vela's database; null for the engine vault.</summary>
    public long? Id => OptionalNumber("id") is long id and > 0 ? id : null;

    /// <summary>The images whose steps may use it, by the beginning of their names; empty or null for any.</summary>
    public TextList? Image => Texts("images");

    /// <summary>The events whose builds may use it, by the names of Vela's command line; null when the server is too old to tell.</summary>
    public TextList? AllowEvent => VelaEvents.Names(_json["allow_events"]) is { } names ? new TextList(names) : null;

    /// <summary>Whether steps with commands of their own may use it.</summary>
    public bool? AllowCommand => _json["allow_command"] is JValue { Value: bool allowed } ? allowed : null;

    /// <summary>Whether it may stand in the pipeline's text.</summary>
    public bool? AllowSubstitution => _json["allow_substitution"] is JValue { Value: bool allowed } ? allowed : null;

    /// <summary>The repositories, as <c>organization/name</c>, that alone may use it; empty or null for all.</summary>
    public TextList? RepoAllowlist => Texts("repo_allowlist");

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset? CreatedAt => Time("created_at");

    /// <summary>Who created it.</summary>
    public string? CreatedBy => _json.OptionalText("created_by");

    /// <summary>When it was last written, UTC.</summary>
    public DateTimeOffset? UpdatedAt => Time("updated_at");

    /// <summary>Who wrote it last.</summary>
    public string? UpdatedBy => _json.OptionalText("updated_by");

    /// <summary>The whole object as the server gave it, but for the value: what an update of all of it must send back, known to this
    /// version or not.</summary>
    public string Json => _json.ToString(Formatting.None);

    private protected override string InWords => $"{Name} in {Scope}";

    /// <summary>Reads one object of a reply.</summary>
    internal static VelaSecret Read(VelaSecretScope scope, JObject json)
    {
        json.Remove("value");

        // A list of all teams' secrets: each one is its own team's.
        string? team = scope.Team == VelaSecretScope.All ? json.OptionalText("team") : null;
        return new VelaSecret(string.IsNullOrEmpty(team) ? scope : VelaSecretScope.ForTeam(scope.Organization, team!, scope.Engine), json);
    }

    private long? OptionalNumber(string property) => _json[property] is JValue { Value: long number } ? number : null;

    private DateTimeOffset? Time(string property) =>
        OptionalNumber(property) is long seconds && seconds > 0 && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private TextList? Texts(string property) =>
        _json[property] is JArray items ? new TextList(items.OfType<JValue>().Select(item => item.Value as string ?? "")) : null;
}

using System;
using System.Globalization;
using System.IO;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>One Vela secret that a platform admin overwrites as a whole, checked before any request for what the server would lose without
/// a word.</summary>
/// <remarks>Source: go-vela/server, <c>api/admin/secret.go</c>: the object is stored as it stands, and what is left out is
/// emptied.</remarks>
public sealed class VelaAdminUpdate : IDisposable
{
    private static readonly string[] s_bornByTheServer = ["id", "created_at", "created_by", "updated_at", "updated_by"];

    /// <summary>Creates an update, with an own copy of the value.</summary>
    /// <param name="scope">Where the secret belongs.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its plain value, always: nothing is kept of the old one.</param>
    /// <param name="settings">Who may use it; what is not given stays as it was read.</param>
    /// <param name="id">The id of the secret that is overwritten, in digits.</param>
    /// <param name="json">The whole object as it was read; properties that this version does not know travel on.</param>
    /// <param name="create">Makes a new secret, whose id the server chooses.</param>
    /// <exception cref="GhSecretsException">With the reason why the server would refuse it or lose something.</exception>
    public VelaAdminUpdate(
        VelaSecretScope scope,
        string? name,
        SecretValue? value,
        VelaSettings settings,
        string? id,
        string? json,
        bool create)
    {
        Scope = scope;
        scope.EnsureOne();
        Name = VelaSecretScope.CheckedName(name);
        if (scope.Engine != VelaEngine.Native)
        {
            throw new GhSecretsException(
                ErrorId.ScopeNotSupported,
                "The admin's update reaches only the engine native. For the engine vault use Set-VelaSecret.");
        }

        VelaBody.EnsureUsable(value ?? throw new GhSecretsException(
            ErrorId.InvalidValue,
            "There is no value. The admin's update overwrites the whole secret and keeps nothing: give Value. To change the rest alone "
                + "use Set-VelaSecret."));
        Body = Merge(ReadDocument(json), settings.Read(scope));
        IsNew = create;
        if (create)
        {
            foreach (string property in s_bornByTheServer)
            {
                Body.Remove(property);
            }
        }
        else
        {
            Body["id"] = ReadId(id);
            EnsureAllowlist();
        }

        Address();
        Value = value.Copy();
    }

    /// <summary>Where the secret belongs.</summary>
    public VelaSecretScope Scope { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Whether it makes a new secret.</summary>
    public bool IsNew { get; }

    internal SecretValue Value { get; }

    /// <summary>All of the object but the value.</summary>
    internal JObject Body { get; }

    /// <summary>Zeroes the copy of the value.</summary>
    public void Dispose() => Value.Dispose();

    /// <summary>Reads an object that was read before; empty when there is none.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for a text that is no object.</exception>
    internal static JObject ReadDocument(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return [];
        }

        try
        {
            using JsonTextReader reader = new(new StringReader(json!)) { DateParseHandling = DateParseHandling.None };
            JObject document = JObject.Load(reader);
            document.Remove("value");
            return document;
        }
        catch (JsonException)
        {
            // Its message quotes the text.
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                "Json is no JSON object. Pipe in what Get-VelaSecret gives, or leave it out.");
        }
    }

    private static JObject Merge(JObject document, JObject given)
    {
        foreach (JProperty property in given.Properties())
        {
            if (!VelaSettings.Same(property.Name, property.Value, document[property.Name]))
            {
                document[property.Name] = property.Value;
            }
        }

        return document;
    }

    private static long ReadId(string? id) =>
        string.IsNullOrWhiteSpace(id)
            ? throw new GhSecretsException(
                ErrorId.InvalidArgument,
                "Id is missing: without one Vela makes a new secret. Pipe in what Get-VelaSecret gives, or say -Create.")
            : long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0
                ? number
                : throw new GhSecretsException(ErrorId.InvalidArgument, $"'{id}' is no Id. Give the number that Get-VelaSecret shows.");

    /// <summary>A list that is left out would be deleted, and the secret open to every repository; only an object that was read shows that
    /// there is none.</summary>
    private void EnsureAllowlist()
    {
        bool isRead = Body.Property("name") is not null;
        if (Scope.Type != VelaSecretType.Repo && Body["repo_allowlist"] is null or JValue && !isRead)
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                "RepoAllowlist is missing: without it Vela deletes the one that the secret has and opens it to every repository. Pipe "
                    + "in what Get-VelaSecret gives, or say -RepoAllowlist @().");
        }
    }

    private void Address()
    {
        Body["org"] = Scope.Organization;
        Body["name"] = Name;
        Body["type"] = VelaSecretScope.Word(Scope.Type);
        if (Scope.Type == VelaSecretType.Shared)
        {
            Body["team"] = Scope.Team;
            Body.Remove("repo");
        }
        else
        {
            Body["repo"] = Scope.Repository ?? VelaSecretScope.All;
            Body.Remove("team");
        }
    }
}

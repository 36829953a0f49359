using System;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>One Vela secret that is to be created, or changed in what is given; checked as far as that goes without a request.</summary>
public sealed class VelaSecretUpdate : IDisposable
{
    /// <summary>Creates an update, with an own copy of the value.</summary>
    /// <param name="scope">Where the secret belongs.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; null keeps the one that is there.</param>
    /// <param name="settings">Who may use it; what is not given is kept.</param>
    /// <param name="json">The whole object as it was read, where it was: events that are still the same travel as they were.</param>
    /// <exception cref="GhSecretsException">The name, the value or a setting cannot be used, or nothing was given.</exception>
    public VelaSecretUpdate(VelaSecretScope scope, string? name, SecretValue? value, VelaSettings settings, string? json = null)
    {
        Scope = scope;
        scope.EnsureOne();
        Name = VelaSecretScope.CheckedName(name);
        Given = settings.Read(scope);
        JObject read = VelaAdminUpdate.ReadDocument(json);
        if (VelaSettings.Same("allow_events", Given["allow_events"], read["allow_events"]))
        {
            Given["allow_events"] = read["allow_events"]!.DeepClone();
            AllowsNoEventAsRead = VelaEvents.Names(Given["allow_events"])!.Count == 0;
        }

        if (!AllowsNoEventAsRead && VelaEvents.Names(Given["allow_events"]) is { Count: 0 })
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                "Vela's update cannot take all events away. Name those that are left, or use Set-VelaAdminSecret.");
        }

        if (value is null && Given.Count == 0)
        {
            throw new GhSecretsException(
                ErrorId.InvalidValue,
                "There is no value, and nothing else to set. Give Value, Path (ValueFile) or what shall change.");
        }

        if (value is not null)
        {
            VelaBody.EnsureUsable(value);
            Value = value.Copy();
        }
    }

    /// <summary>Where the secret belongs.</summary>
    public VelaSecretScope Scope { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    internal SecretValue? Value { get; }

    internal JObject Given { get; }

    /// <summary>Whether the object was read with no event allowed: an update leaves it so, but a new secret would get Vela's default
    /// ones.</summary>
    internal bool AllowsNoEventAsRead { get; }

    /// <summary>Zeroes the copy of the value.</summary>
    public void Dispose() => Value?.Dispose();
}

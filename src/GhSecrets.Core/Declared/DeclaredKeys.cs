using System.Collections.Generic;

namespace GhSecrets.Core;

/// <summary>The keys of a declared file, map by map; <c>docs/secrets.schema.json</c> holds the same.</summary>
internal static class DeclaredKeys
{
    internal const string Schema = "$schema";
    internal const string Secrets = "secrets";
    internal const string Variables = "variables";
    internal const string Name = "name";
    internal const string Application = "application";
    internal const string Organization = "organization";
    internal const string Repositories = "repositories";
    internal const string Environments = "environments";
    internal const string User = "user";
    internal const string Visibility = "visibility";
    internal const string SelectedRepositories = "selectedRepositories";
    internal const string Value = "value";
    internal const string Match = "match";
    internal const string Topic = "topic";
    internal const string Env = "env";
    internal const string File = "file";
    internal const string Text = "text";
    internal const string Secret = "secret";
    internal const string Vault = "vault";
    internal const string Prompt = "prompt";
    internal const string Encrypted = "encrypted";
    internal const string KeyId = "keyId";

    internal static IReadOnlyList<string> OfFile { get; } = [Schema, Secrets, Variables];

    internal static IReadOnlyList<string> OfSecret { get; } =
        [Name, Application, Organization, Repositories, Environments, User, Visibility, SelectedRepositories, Value];

    internal static IReadOnlyList<string> OfVariable { get; } =
        [Name, Application, Organization, Repositories, Environments, Visibility, SelectedRepositories, Value];

    /// <summary>Those of an item that say a kind of place.</summary>
    internal static IReadOnlyList<string> Places { get; } = [Organization, Repositories, User];

    internal static IReadOnlyList<string> OfMatch { get; } = [Match, Topic, Visibility];

    internal static IReadOnlyList<string> OfValue { get; } = [Env, File, Text, Secret, Prompt, Encrypted];

    /// <summary>The keys of a variable's value that is a map.</summary>
    internal static IReadOnlyList<string> OfVariableValue { get; } = [Env, File, Text];

    internal static IReadOnlyList<string> OfVaultSecret { get; } = [Name, Vault];

    internal static IReadOnlyList<string> OfEncrypted { get; } = [Value, KeyId];
}

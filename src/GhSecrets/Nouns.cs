using System;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>The nouns of the cmdlets.</summary>
internal static class Nouns
{
    internal const string Session = "GhSession";
    internal const string Secret = "GhSecret";
    internal const string OrgSecret = "GhOrgSecret";
    internal const string OrgSecretRepository = "GhOrgSecretRepository";
    internal const string RepoSecret = "GhRepoSecret";
    internal const string EnvironmentSecret = "GhEnvironmentSecret";
    internal const string UserSecret = "GhUserSecret";
    internal const string UserSecretRepository = "GhUserSecretRepository";
    internal const string PublicKey = "GhPublicKey";
    internal const string OrgVariable = "GhOrgVariable";
    internal const string OrgVariableRepository = "GhOrgVariableRepository";
    internal const string RepoVariable = "GhRepoVariable";
    internal const string EnvironmentVariable = "GhEnvironmentVariable";
    internal const string VelaSession = "VelaSession";
    internal const string VelaSecret = "VelaSecret";
    internal const string VelaAdminSecret = "VelaAdminSecret";

    /// <summary>The kind of scope that a noun is about; null for one that learns it from its parameters.</summary>
    internal static ScopeKind? KindOf(string noun) => noun switch
    {
        OrgSecret or OrgSecretRepository or OrgVariable or OrgVariableRepository => ScopeKind.Organization,
        RepoSecret or RepoVariable => ScopeKind.Repository,
        EnvironmentSecret or EnvironmentVariable => ScopeKind.Environment,
        UserSecret or UserSecretRepository => ScopeKind.User,
        _ => null,
    };

    /// <summary>The noun for the secrets, or the variables, of a kind of scope; a user has no variables.</summary>
    internal static string Of(ScopeKind kind, ItemKind items = ItemKind.Secret) => (kind, items) switch
    {
        (ScopeKind.Organization, ItemKind.Secret) => OrgSecret,
        (ScopeKind.Repository, ItemKind.Secret) => RepoSecret,
        (ScopeKind.Environment, ItemKind.Secret) => EnvironmentSecret,
        (ScopeKind.Organization, ItemKind.Variable) => OrgVariable,
        (ScopeKind.Repository, ItemKind.Variable) => RepoVariable,
        (ScopeKind.Environment, ItemKind.Variable) => EnvironmentVariable,
        _ => UserSecret,
    };

    /// <summary>Whether a noun is about secrets or variables.</summary>
    internal static ItemKind ItemsOf(string noun) =>
        noun is OrgVariable or OrgVariableRepository or RepoVariable or EnvironmentVariable ? ItemKind.Variable : ItemKind.Secret;

    /// <summary>Whether a noun is about Vela.</summary>
    internal static bool IsOfVela(string noun) => noun.StartsWith("Vela", StringComparison.Ordinal);

    /// <summary>Whether a noun is about which repositories see a secret or a variable.</summary>
    internal static bool IsOfAccess(string noun) => noun is OrgSecretRepository or UserSecretRepository or OrgVariableRepository;
}

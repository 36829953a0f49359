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
    internal const string VelaSession = "VelaSession";
    internal const string VelaSecret = "VelaSecret";
    internal const string VelaAdminSecret = "VelaAdminSecret";

    /// <summary>The kind of scope that a noun is about; null for one that learns it from its parameters.</summary>
    internal static ScopeKind? KindOf(string noun) => noun switch
    {
        OrgSecret or OrgSecretRepository => ScopeKind.Organization,
        RepoSecret => ScopeKind.Repository,
        EnvironmentSecret => ScopeKind.Environment,
        UserSecret or UserSecretRepository => ScopeKind.User,
        _ => null,
    };

    /// <summary>The noun for the secrets of a kind of scope.</summary>
    internal static string Of(ScopeKind kind) => kind switch
    {
        ScopeKind.Organization => OrgSecret,
        ScopeKind.Repository => RepoSecret,
        ScopeKind.Environment => EnvironmentSecret,
        _ => UserSecret,
    };

    /// <summary>Whether a noun is about Vela.</summary>
    internal static bool IsOfVela(string noun) => noun.StartsWith("Vela", StringComparison.Ordinal);

    /// <summary>Whether a noun is about which repositories see a secret.</summary>
    internal static bool IsOfAccess(string noun) => noun is OrgSecretRepository or UserSecretRepository;
}

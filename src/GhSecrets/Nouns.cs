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
}

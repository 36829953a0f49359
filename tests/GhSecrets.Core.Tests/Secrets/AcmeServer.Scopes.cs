namespace GhSecrets.Core.Tests;

/// <content>The scopes in it.</content>
internal sealed partial class AcmeServer
{
    public static SecretScope Organization { get; } = SecretScope.ForOrganization("acme");

    public static SecretScope Repository { get; } = SecretScope.ForRepository("acme/app");

    public static SecretScope Environment { get; } = SecretScope.ForEnvironment("acme/app", "prod/eu west");

    /// <summary>The scope of a row of the rules: of <c>acme</c>, <c>acme/app</c>, one of its environments, or the user.</summary>
    public static SecretScope Scope(ScopeKind kind, SecretApplication application, string environment = "prod/eu west") => kind switch
    {
        ScopeKind.Organization => SecretScope.ForOrganization("acme", application),
        ScopeKind.Repository => SecretScope.ForRepository("acme/app", application),
        ScopeKind.Environment => SecretScope.ForEnvironment("acme/app", environment, application),
        _ => SecretScope.ForUser(application),
    };
}

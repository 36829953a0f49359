namespace GhSecrets.Core.Tests;

/// <content>The scopes in it.</content>
internal sealed partial class AcmeServer
{
    public static SecretScope Organization { get; } = SecretScope.ForOrganization("acme");

    public static SecretScope Repository { get; } = SecretScope.ForRepository("acme/app");

    public static SecretScope Environment { get; } = SecretScope.ForEnvironment("acme/app", "prod/eu west");

    /// <summary>The variables of <c>acme</c>.</summary>
    public static SecretScope OrganizationVariables { get; } = Scope(ScopeKind.Organization, SecretApplication.Actions, items: ItemKind.Variable);

    /// <summary>The variables of <c>acme/app</c>.</summary>
    public static SecretScope RepositoryVariables { get; } = Scope(ScopeKind.Repository, SecretApplication.Actions, items: ItemKind.Variable);

    /// <summary>The variables of one of its environments.</summary>
    public static SecretScope EnvironmentVariables { get; } = Scope(ScopeKind.Environment, SecretApplication.Actions, items: ItemKind.Variable);

    /// <summary>The scope of a row of the rules: of <c>acme</c>, <c>acme/app</c>, one of its environments, or the user.</summary>
    public static SecretScope Scope(
        ScopeKind kind,
        SecretApplication application,
        string environment = "prod/eu west",
        ItemKind items = ItemKind.Secret) => kind switch
    {
        ScopeKind.Organization => SecretScope.ForOrganization("acme", application, items),
        ScopeKind.Repository => SecretScope.ForRepository("acme/app", application, items),
        ScopeKind.Environment => SecretScope.ForEnvironment("acme/app", environment, application, items),
        _ => SecretScope.ForUser(application, items),
    };
}

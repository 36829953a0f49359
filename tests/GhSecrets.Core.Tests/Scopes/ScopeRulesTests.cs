using System;
using System.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>The table of what exists where, row by row.</summary>
public sealed class ScopeRulesTests
{
    public static TheoryData<ScopeKind, SecretApplication, ItemKind, string, Has, int?> Rows => new()
    {
        { ScopeKind.Organization, SecretApplication.Actions, ItemKind.Secret, "orgs/acme/actions/secrets", Has.Visibility | Has.SelectedRepositories | Has.EnterpriseServer, 1000 },
        { ScopeKind.Organization, SecretApplication.Dependabot, ItemKind.Secret, "orgs/acme/dependabot/secrets", Has.Visibility | Has.SelectedRepositories | Has.EnterpriseServer, null },
        { ScopeKind.Organization, SecretApplication.Codespaces, ItemKind.Secret, "orgs/acme/codespaces/secrets", Has.Visibility | Has.SelectedRepositories, 100 },
        { ScopeKind.Organization, SecretApplication.Agents, ItemKind.Secret, "orgs/acme/agents/secrets", Has.Visibility | Has.SelectedRepositories, null },
        { ScopeKind.Repository, SecretApplication.Actions, ItemKind.Secret, "repos/acme/app/actions/secrets", Has.EnterpriseServer | Has.Inherited, 100 },
        { ScopeKind.Repository, SecretApplication.Dependabot, ItemKind.Secret, "repos/acme/app/dependabot/secrets", Has.EnterpriseServer, null },
        { ScopeKind.Repository, SecretApplication.Codespaces, ItemKind.Secret, "repos/acme/app/codespaces/secrets", Has.Nothing, 100 },
        { ScopeKind.Repository, SecretApplication.Agents, ItemKind.Secret, "repos/acme/app/agents/secrets", Has.Inherited, null },
        { ScopeKind.Environment, SecretApplication.Actions, ItemKind.Secret, "repos/acme/app/environments/prod/secrets", Has.EnterpriseServer | Has.Lane, 100 },
        { ScopeKind.User, SecretApplication.Codespaces, ItemKind.Secret, "user/codespaces/secrets", Has.SelectedRepositories | Has.UnpagedRepositories | Has.NoInstallationTokens, 100 },
        { ScopeKind.Organization, SecretApplication.Actions, ItemKind.Variable, "orgs/acme/actions/variables", Has.Visibility | Has.SelectedRepositories | Has.EnterpriseServer | Has.SmallPages, 1000 },
        { ScopeKind.Organization, SecretApplication.Agents, ItemKind.Variable, "orgs/acme/agents/variables", Has.Visibility | Has.SelectedRepositories | Has.SmallPages, null },
        { ScopeKind.Repository, SecretApplication.Actions, ItemKind.Variable, "repos/acme/app/actions/variables", Has.EnterpriseServer | Has.Inherited | Has.SmallPages | Has.Lane, 500 },
        { ScopeKind.Repository, SecretApplication.Agents, ItemKind.Variable, "repos/acme/app/agents/variables", Has.Inherited | Has.SmallPages | Has.Lane, null },
        { ScopeKind.Environment, SecretApplication.Actions, ItemKind.Variable, "repos/acme/app/environments/prod/variables", Has.EnterpriseServer | Has.SmallPages | Has.Lane, 100 },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void EveryRow_HasItsPathAndItsRules(ScopeKind kind, SecretApplication application, ItemKind items, string path, Has has, int? maximumCount)
    {
        SecretScope scope = AcmeServer.Scope(kind, application, "prod", items);

        Assert.Equal(path, scope.Path);
        Assert.Equal((kind, application, items), (scope.Kind, scope.Application, scope.Items));
        Assert.Equal((kind, application, items), (scope.Rules.Kind, scope.Rules.Application, scope.Rules.Items));
        Assert.Equal(has, Read(scope.Rules));
        Assert.Equal(maximumCount, scope.Rules.MaximumCount);
        Assert.NotEmpty(scope.Rules.Permission);
    }

    [Fact]
    public void TheTable_HasTheseRowsAndNoOther()
    {
        Assert.Equal(15, Rows.Count);
        Assert.Equal(15, ScopeRules.All.Count);
        Assert.Equal(15, ScopeRules.All.Select(row => (row.Kind, row.Application, row.Items)).Distinct().Count());
    }

    [Theory]
    [InlineData(ScopeKind.Environment, SecretApplication.Dependabot, "There are no Dependabot secrets of an environment. There are those of: Actions.")]
    [InlineData(ScopeKind.Environment, SecretApplication.Codespaces, "There are no Codespaces secrets of an environment. There are those of: Actions.")]
    [InlineData(ScopeKind.Environment, SecretApplication.Agents, "There are no Agents secrets of an environment. There are those of: Actions.")]
    [InlineData(ScopeKind.User, SecretApplication.Actions, "There are no Actions secrets of a user. There are those of: Codespaces.")]
    [InlineData(ScopeKind.User, SecretApplication.Dependabot, "There are no Dependabot secrets of a user. There are those of: Codespaces.")]
    [InlineData(ScopeKind.User, SecretApplication.Agents, "There are no Agents secrets of a user. There are those of: Codespaces.")]
    public void ACombinationThatIsNotThere_IsRefused_AndTheOthersNamed(ScopeKind kind, SecretApplication application, string said) =>
        Assert.Equal(said, Refused.With(ErrorId.ScopeNotSupported, () => AcmeServer.Scope(kind, application, "prod")).Message);

    [Theory]
    [InlineData(ScopeKind.Organization, SecretApplication.Dependabot, "There are no Dependabot variables of an organization. There are those of: Actions, Agents.")]
    [InlineData(ScopeKind.Organization, SecretApplication.Codespaces, "There are no Codespaces variables of an organization. There are those of: Actions, Agents.")]
    [InlineData(ScopeKind.Repository, SecretApplication.Dependabot, "There are no Dependabot variables of a repository. There are those of: Actions, Agents.")]
    [InlineData(ScopeKind.Repository, SecretApplication.Codespaces, "There are no Codespaces variables of a repository. There are those of: Actions, Agents.")]
    [InlineData(ScopeKind.Environment, SecretApplication.Agents, "There are no Agents variables of an environment. There are those of: Actions.")]
    [InlineData(ScopeKind.User, SecretApplication.Codespaces, "There are no variables of a user; those of organizations, repositories and environments exist.")]
    public void VariablesThatAreNotThere_AreRefused_AndTheOthersNamed(ScopeKind kind, SecretApplication application, string said) =>
        Assert.Equal(said, Refused.With(ErrorId.ScopeNotSupported, () => AcmeServer.Scope(kind, application, "prod", ItemKind.Variable)).Message);

    [Fact]
    public void AnEnterpriseServer_HasNoVariablesOfAgents() => Assert.Equal(
        "GitHub Enterprise Server has no Agents variables of a repository. It has those of: Actions.",
        Refused.With(ErrorId.ScopeNotSupported, () => ScopeRules.For(ScopeKind.Repository, SecretApplication.Agents, ItemKind.Variable).EnsureSupported(true, false)).Message);

    [Theory]
    [InlineData(ScopeKind.Organization, SecretApplication.Codespaces, ItemKind.Secret, "organization permission 'Codespaces secrets' (classic token: admin:org)")]
    [InlineData(ScopeKind.Repository, SecretApplication.Codespaces, ItemKind.Secret, "repository permission 'Codespaces secrets: write' (classic token: repo)")]
    [InlineData(ScopeKind.Repository, SecretApplication.Agents, ItemKind.Secret, "repository permission 'Agent secrets' (classic token: repo)")]
    [InlineData(ScopeKind.Repository, SecretApplication.Actions, ItemKind.Variable, "repository permission 'Variables' (classic token: repo)")]
    [InlineData(ScopeKind.Organization, SecretApplication.Agents, ItemKind.Variable, "organization permission 'Agent variables' (classic token: admin:org)")]
    [InlineData(ScopeKind.Environment, SecretApplication.Actions, ItemKind.Variable, "repository permission 'Environments' (classic token: repo)")]
    [InlineData(ScopeKind.User, SecretApplication.Codespaces, ItemKind.Secret, "classic token scope codespace:secrets")]
    public void ThePermission_IsNamedAsGitHubNamesIt(ScopeKind kind, SecretApplication application, ItemKind items, string permission) =>
        Assert.Equal(permission, ScopeRules.For(kind, application, items).Permission);

    [Theory]
    [MemberData(nameof(Rows))]
    public void EnsureSupported_RefusesWhatTheServerOrTheTokenCannot(ScopeKind kind, SecretApplication application, ItemKind items, string path, Has has, int? maximumCount)
    {
        _ = (path, maximumCount);
        ScopeRules rules = ScopeRules.For(kind, application, items);

        rules.EnsureSupported(enterpriseServer: false, installationToken: false);
        AssertSupported(has.HasFlag(Has.EnterpriseServer), () => rules.EnsureSupported(enterpriseServer: true, installationToken: false));
        AssertSupported(!has.HasFlag(Has.NoInstallationTokens), () => rules.EnsureSupported(enterpriseServer: false, installationToken: true));
    }

    [Fact]
    public void EnsureSupported_NamesWhatWouldWork()
    {
        Assert.Equal(
            "GitHub Enterprise Server has no Agents secrets of a repository. It has those of: Actions, Dependabot.",
            Refused.With(ErrorId.ScopeNotSupported, () => ScopeRules.For(ScopeKind.Repository, SecretApplication.Agents).EnsureSupported(true, false)).Message);
        Assert.Equal(
            "GitHub Enterprise Server has no Codespaces secrets of a user.",
            Refused.With(ErrorId.ScopeNotSupported, () => ScopeRules.For(ScopeKind.User, SecretApplication.Codespaces).EnsureSupported(true, false)).Message);
        Assert.EndsWith(
            "Use a personal access token with the classic token scope codespace:secrets.",
            Refused.With(ErrorId.ScopeNotSupported, () => ScopeRules.For(ScopeKind.User, SecretApplication.Codespaces).EnsureSupported(false, true)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "2022-11-28", true)]
    [InlineData(false, "2026-03-10", false)]
    [InlineData(false, "2027-01-01", false)]
    [InlineData(true, "2022-11-28", true)]
    [InlineData(true, "2026-03-10", true)]
    public void IdsOfRepositories_AreText_ForDependabotOfOrganizations_BeforeTheNewVersionAndOnEnterpriseServers(
        bool enterpriseServer, string apiVersion, bool asText)
    {
        foreach (ScopeRules rules in ScopeRules.All)
        {
            bool isDependabotOfOrganization = rules is { Kind: ScopeKind.Organization, Application: SecretApplication.Dependabot };
            Assert.Equal(asText && isDependabotOfOrganization, rules.WritesIdsAsText(enterpriseServer, apiVersion));
        }
    }

    /// <summary>What a row has, in one word.</summary>
    [Flags]
    public enum Has
    {
        Nothing = 0,
        Visibility = 1,
        SelectedRepositories = 2,
        UnpagedRepositories = 4,
        EnterpriseServer = 8,
        Inherited = 16,
        NoInstallationTokens = 32,
        SmallPages = 64,
        Lane = 128,
    }

    private static Has Read(ScopeRules rules) =>
        (rules.HasVisibility ? Has.Visibility : 0)
        | (rules.HasSelectedRepositories ? Has.SelectedRepositories : 0)
        | (rules.HasUnpagedRepositories ? Has.UnpagedRepositories : 0)
        | (rules.OnEnterpriseServer ? Has.EnterpriseServer : 0)
        | (rules.HasInherited ? Has.Inherited : 0)
        | (rules.RefusesInstallationTokens ? Has.NoInstallationTokens : 0)
        | (rules.PageSize == 30 ? Has.SmallPages : 0)
        | (rules.ParallelWrites == 4 ? Has.Lane : 0);

    private static void AssertSupported(bool isSupported, Action ensure)
    {
        if (isSupported)
        {
            ensure();
        }
        else
        {
            Refused.With(ErrorId.ScopeNotSupported, ensure);
        }
    }
}

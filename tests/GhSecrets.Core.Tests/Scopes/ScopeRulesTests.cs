using System;
using System.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>The table of what exists where, row by row.</summary>
public sealed class ScopeRulesTests
{
    public static TheoryData<ScopeKind, SecretApplication, string, Has, int?> Rows => new()
    {
        { ScopeKind.Organization, SecretApplication.Actions, "orgs/acme/actions/secrets", Has.Visibility | Has.SelectedRepositories | Has.EnterpriseServer, 1000 },
        { ScopeKind.Organization, SecretApplication.Dependabot, "orgs/acme/dependabot/secrets", Has.Visibility | Has.SelectedRepositories | Has.EnterpriseServer, null },
        { ScopeKind.Organization, SecretApplication.Codespaces, "orgs/acme/codespaces/secrets", Has.Visibility | Has.SelectedRepositories | Has.NoInstallationTokens, 100 },
        { ScopeKind.Organization, SecretApplication.Agents, "orgs/acme/agents/secrets", Has.Visibility | Has.SelectedRepositories, null },
        { ScopeKind.Repository, SecretApplication.Actions, "repos/acme/app/actions/secrets", Has.EnterpriseServer | Has.Inherited, 100 },
        { ScopeKind.Repository, SecretApplication.Dependabot, "repos/acme/app/dependabot/secrets", Has.EnterpriseServer, null },
        { ScopeKind.Repository, SecretApplication.Codespaces, "repos/acme/app/codespaces/secrets", Has.Nothing, 100 },
        { ScopeKind.Repository, SecretApplication.Agents, "repos/acme/app/agents/secrets", Has.Inherited, null },
        { ScopeKind.Environment, SecretApplication.Actions, "repos/acme/app/environments/prod/secrets", Has.EnterpriseServer, 100 },
        { ScopeKind.User, SecretApplication.Codespaces, "user/codespaces/secrets", Has.SelectedRepositories | Has.UnpagedRepositories | Has.NoInstallationTokens, 100 },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void EveryRow_HasItsPathAndItsRules(ScopeKind kind, SecretApplication application, string path, Has has, int? maximumCount)
    {
        SecretScope scope = AcmeServer.Scope(kind, application, "prod");

        Assert.Equal(path, scope.Path);
        Assert.Equal((kind, application), (scope.Kind, scope.Application));
        Assert.Equal((kind, application), (scope.Rules.Kind, scope.Rules.Application));
        Assert.Equal(has, Read(scope.Rules));
        Assert.Equal(maximumCount, scope.Rules.MaximumCount);
        Assert.NotEmpty(scope.Rules.Permission);
    }

    [Fact]
    public void TheTable_HasTheseRowsAndNoOther()
    {
        Assert.Equal(10, Rows.Count);
        Assert.Equal(10, ScopeRules.All.Count);
        Assert.Equal(10, ScopeRules.All.Select(row => (row.Kind, row.Application)).Distinct().Count());
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
    [MemberData(nameof(Rows))]
    public void EnsureSupported_RefusesWhatTheServerOrTheTokenCannot(ScopeKind kind, SecretApplication application, string path, Has has, int? maximumCount)
    {
        _ = (path, maximumCount);
        ScopeRules rules = ScopeRules.For(kind, application);

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
    }

    private static Has Read(ScopeRules rules) =>
        (rules.HasVisibility ? Has.Visibility : 0)
        | (rules.HasSelectedRepositories ? Has.SelectedRepositories : 0)
        | (rules.HasUnpagedRepositories ? Has.UnpagedRepositories : 0)
        | (rules.OnEnterpriseServer ? Has.EnterpriseServer : 0)
        | (rules.HasInherited ? Has.Inherited : 0)
        | (rules.RefusesInstallationTokens ? Has.NoInstallationTokens : 0);

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

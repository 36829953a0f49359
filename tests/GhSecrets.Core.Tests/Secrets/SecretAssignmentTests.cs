using System;
using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>What is wrong with a record before any request.</summary>
public sealed class SecretAssignmentTests
{
    [Fact]
    public void Repositories_ImplyTheVisibilitySelected()
    {
        using SecretAssignment assignment = Create(AcmeServer.Organization, null, ["app"]);

        Assert.Equal(Visibility.Selected, assignment.Visibility);
        Assert.Equal("acme/app", Assert.Single(assignment.SelectedRepository!).FullName);
    }

    [Fact]
    public void NothingGiven_StaysOpen()
    {
        using SecretAssignment assignment = Create(AcmeServer.Organization, null, null);

        Assert.Null(assignment.Visibility);
        Assert.Null(assignment.SelectedRepository);
        Assert.Equal("NPM_TOKEN", assignment.Name);
    }

    [Theory]
    [InlineData(Visibility.All)]
    [InlineData(Visibility.Private)]
    public void Repositories_DoNotGoWithAnotherVisibility(Visibility visibility)
    {
        Refused.With(ErrorId.InvalidArgument, () => Create(AcmeServer.Organization, visibility, ["app"]).Dispose());
        Refused.With(ErrorId.InvalidArgument, () => Create(AcmeServer.Organization, visibility, []).Dispose());
    }

    [Fact]
    public void SecretsOfARepository_HaveNoAccess()
    {
        foreach (SecretScope scope in ScopeRules.All.Where(row => row.Kind is ScopeKind.Repository or ScopeKind.Environment).Select(row => AcmeServer.Scope(row.Kind, row.Application)))
        {
            GhSecretsException refusal = Refused.With(ErrorId.InvalidArgument, () => Create(scope, Visibility.Private, null).Dispose());
            Assert.Contains("have no Visibility and no SelectedRepository", refusal.Message, StringComparison.Ordinal);
            Refused.With(ErrorId.InvalidArgument, () => Create(scope, null, ["app"]).Dispose());
            Refused.With(ErrorId.InvalidArgument, () => Create(scope, null, []).Dispose());
            Create(scope, null, null).Dispose();
        }
    }

    [Fact]
    public void SecretsOfAUser_AreAlwaysSelected()
    {
        Refused.With(ErrorId.InvalidArgument, () => Create(SecretScope.ForUser(), Visibility.All, null).Dispose());
        Refused.With(ErrorId.InvalidArgument, () => Create(SecretScope.ForUser(), Visibility.Private, ["app"]).Dispose());
        using SecretAssignment selected = Create(SecretScope.ForUser(), Visibility.Selected, ["app"]);
        using SecretAssignment open = Create(SecretScope.ForUser(), null, null);

        Assert.Equal(Visibility.Selected, selected.Visibility);
        Assert.Null(open.Visibility);
    }

    [Fact]
    public void AnAssignment_GivesItsShareBackOnce()
    {
        using SecretValue value = SecretValue.FromText(Marked.Value);
        SecretContent content = SecretContent.FromValue(value).Share();
        SecretAssignment assignment = new(AcmeServer.Repository, "A", content);

        assignment.Dispose();
        assignment.Dispose();

        Assert.NotEmpty(content.Seal(Sealed.Key(), Sealers.Best).EncryptedValue);
        content.Dispose();
        Assert.Throws<ObjectDisposedException>(() => content.Seal(Sealed.Key(), Sealers.Best));
    }

    private static SecretAssignment Create(SecretScope scope, Visibility? visibility, IReadOnlyList<string>? selected) =>
        new(scope, "npm_token", SecretContent.FromSealed(Sealed.Box, "17"), visibility, RepositoryReference.Read(selected, "acme"));
}

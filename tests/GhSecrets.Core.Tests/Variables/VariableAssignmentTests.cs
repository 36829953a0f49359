using System;

namespace GhSecrets.Core.Tests;

/// <summary>What is wrong with a variable is told before any request.</summary>
public sealed class VariableAssignmentTests
{
    private static readonly string[] s_app = ["acme/app"];

    [Fact]
    public void TheName_IsAsGitHubStoresIt_AndAnEmptyTextIsAValue()
    {
        VariableAssignment assignment = new(AcmeServer.RepositoryVariables, "region", "");

        Assert.Equal(("REGION", ""), (assignment.Name, assignment.Value));
    }

    [Theory]
    [InlineData(null, "Variables of a repository have no Visibility and no SelectedRepository; only those of an organization do.")]
    [InlineData(Visibility.All, "Variables of a repository have no Visibility and no SelectedRepository; only those of an organization do.")]
    public void ARepository_HasNoAccessLists(Visibility? visibility, string said) => Assert.Equal(said, Refused.With(
        ErrorId.InvalidArgument,
        () => Make(AcmeServer.RepositoryVariables, "A", "v", visibility, visibility is null ? s_app : null)).Message);

    [Fact]
    public void AnEnvironment_HasNoVisibility() => Refused.With(
        ErrorId.InvalidArgument,
        () => Make(AcmeServer.EnvironmentVariables, "A", "v", Visibility.Private));

    [Theory]
    [InlineData(null)]
    [InlineData(Visibility.All)]
    [InlineData(Visibility.Private)]
    public void SelectedRepositories_NeedTheVisibilitySelected(Visibility? visibility) => Refused.With(
        ErrorId.InvalidArgument,
        () => Make(AcmeServer.OrganizationVariables, "A", "v", visibility, s_app));

    [Fact]
    public void AValueThatIsTooLarge_IsRefused() => Refused.With(
        ErrorId.ValueTooLarge,
        () => Make(AcmeServer.RepositoryVariables, "A", new string('a', 49_153)));

    [Theory]
    [InlineData("MY-REGION")]
    [InlineData("1ST")]
    [InlineData("GITHUB_X")]
    public void ANameThatBreaksARule_IsRefused(string name) =>
        Refused.With(ErrorId.InvalidVariableName, () => Make(AcmeServer.RepositoryVariables, name, "v"));

    [Fact]
    public void AScopeOfSecrets_TakesNoVariable() =>
        Assert.Throws<ArgumentException>(() => Make(AcmeServer.Repository, "A", "v"));

    private static VariableAssignment Make(
        SecretScope scope, string name, string value, Visibility? visibility = null, string[]? selected = null) =>
        new(scope, name, value, visibility, RepositoryReference.Read(selected, "acme"));
}

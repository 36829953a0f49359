using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>Who sees an organization's variable: changed only where that is asked for.</summary>
public sealed class VariableAccessTests
{
    [Fact]
    public async Task AnOrganizationsVariable_UpdatedByValue_KeepsItsRepositories()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        server.State.SetVariable("orgs/acme/actions", "REGION", "0", "selected", "acme/app", "acme/lib");
        VariableStore store = new(session) { ReadsLists = true };

        foreach (int number in Enumerable.Range(1, 100))
        {
            // Every other one as it comes out of Get-: with its visibility, and without its repositories.
            Visibility? visibility = number % 2 == 0 ? Visibility.Selected : null;
            Assert.Equal("Updated", (await store.SetAsync(new(AcmeServer.OrganizationVariables, "REGION", $"{number}", visibility), default)).Action);
        }

        string[] bodies = [.. server.State.Requests.All.Where(request => request.Body.Length > 0).Select(request => request.Body)];
        Assert.Equal(Enumerable.Range(1, 100).Select(number => $$"""{"value":"{{number}}"}"""), bodies);
        Assert.Equal([server.App.Id, server.Lib.Id], server.Find(AcmeServer.OrganizationVariables, "REGION")!.SelectedRepositoryIds);
        Assert.Equal("selected", server.Find(AcmeServer.OrganizationVariables, "REGION")!.Visibility);
    }

    [Fact]
    public async Task AccessThatIsGiven_IsSentWhereItDiffers()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        VariableStore store = new(session);
        IReadOnlyList<RepositoryReference> app = RepositoryReference.Read(["app"], "acme")!;

        VariableChange created = await SetAsync(Visibility.Selected, app);
        VariableChange unchanged = await SetAsync(Visibility.Selected, app);
        VariableChange other = await SetAsync(Visibility.Selected, RepositoryReference.Read(["app", "lib"], "acme"));
        Assert.Equal([server.App.Id, server.Lib.Id], server.Find(AcmeServer.OrganizationVariables, "A")!.SelectedRepositoryIds);
        VariableChange all = await SetAsync(Visibility.All, null);
        await Refused.WithAsync(ErrorId.InvalidArgument, () => SetAsync(Visibility.Selected, null));

        Assert.Equal(["Created", "Unchanged", "Updated", "Updated"], new[] { created, unchanged, other, all }.Select(change => change.Action));
        Assert.Equal(["Selected", "Selected", "Selected", "All"], new[] { created, unchanged, other, all }.Select(change => change.Visibility));
        Assert.Equal("app", Assert.Single(created.SelectedRepository!).Split('/')[1]);
        Assert.Equal("""{"visibility":"all"}""", server.State.Requests.All.Last(request => request.Body.Length > 0).Body);

        Task<VariableChange> SetAsync(Visibility? visibility, IReadOnlyList<RepositoryReference>? selected) =>
            store.SetAsync(new(AcmeServer.OrganizationVariables, "A", "v", visibility, selected), default);
    }

    [Fact]
    public async Task TheRepositoriesThatSeeOne_AreReadSetAddedAndRemoved()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        VariableStore store = new(session);
        SecretScope scope = AcmeServer.OrganizationVariables;
        RepositoryReference[] both = [.. RepositoryReference.Read(["app", "lib"], "acme")!];
        server.State.SetVariable("orgs/acme/actions", "A", "v", "selected");
        server.State.SetVariable("orgs/acme/actions", "PRIVATE", "v");

        await store.SetRepositoriesAsync(scope, "a", [both[0]], default);
        VariableChange added = await store.AddRepositoryAsync(scope, "A", both[1], default);
        VariableChange removed = await store.RemoveRepositoryAsync(scope, "A", both[0], default);
        SecretRepository left = Assert.Single(await store.GetRepositoriesAsync(scope, "A", default));

        Assert.Equal("Updated variable A in organization acme for acme/lib", added.ToString());
        Assert.Equal(("Variable", "Updated", "Selected"), (removed.Kind, removed.Action, removed.Visibility));
        Assert.Equal(("Variable", "acme/lib"), (left.Kind, left.SelectedRepository));
        await Refused.WithAsync(ErrorId.VisibilityConflict, () => store.AddRepositoryAsync(scope, "PRIVATE", both[0], default));
        await Refused.WithAsync(ErrorId.ScopeNotSupported, () => store.GetRepositoriesAsync(AcmeServer.RepositoryVariables, "A", default));
    }
}

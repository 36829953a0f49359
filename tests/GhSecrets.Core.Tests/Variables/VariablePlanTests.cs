using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>What setting variables would do, for one list of each scope.</summary>
public sealed class VariablePlanTests
{
    [Fact]
    public async Task APlan_TellsWhatIsNewWhatDiffersAndWhatStays()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.SetVariable("orgs/acme/actions", "A", "1", "all");
        using GhSession session = server.Open();
        VariablePlan plan = new VariableStore(session).Plan();

        Assert.Equal("Leave variable unchanged", await ActionAsync("A", "1"));
        Assert.Equal("Update variable", await ActionAsync("A", "2"));
        Assert.Equal("Leave variable unchanged", await ActionAsync("a", "2", Visibility.All));
        Assert.Equal("Update variable", await ActionAsync("A", "2", Visibility.Private));
        Assert.Equal("Create variable", await ActionAsync("B", ""));
        Assert.Equal("Leave variable unchanged", await ActionAsync("B", ""));
        await Refused.WithAsync(ErrorId.InvalidArgument, () => ActionAsync("C", "", Visibility.Selected));
        Assert.Equal([$"GET /{AcmeServer.OrganizationVariables.Path}?per_page=30"], server.Requests);

        async Task<string> ActionAsync(string name, string value, Visibility? visibility = null) =>
            (await plan.ActionAsync(new VariableAssignment(AcmeServer.OrganizationVariables, name, value, visibility), default)).ToString();
    }
}

using System.Linq;
using System.Threading.Tasks;

namespace GhSecrets.Contract.Tests;

/// <summary>Every operation that GitHub describes is sent by the real client, as GitHub describes it.</summary>
public sealed class OldEnterpriseServerOperationTests(OldEnterpriseServerRun run) : IClassFixture<OldEnterpriseServerRun>
{
    public static TheoryData<string> Operations => [.. ContractDescription.OldEnterpriseServer.Operations.Select(operation => operation.Id)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task TheClient_SendsIt_AsDescribed(string operationId) => Assert.Empty(await run.ComplaintsAsync(operationId));

    [Fact]
    public void TheClient_SendsNothingElse() => Assert.Empty(run.Undescribed());
}

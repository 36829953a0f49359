using System.Linq;
using System.Threading.Tasks;

namespace GhSecrets.Contract.Tests;

/// <summary>Every operation of Vela's description is sent by the real client, as it is described.</summary>
public sealed class VelaOperationTests(VelaRun run) : IClassFixture<VelaRun>
{
    public static TheoryData<string> Operations => [.. ContractDescription.Vela.Operations.Select(operation => operation.Id)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task TheClient_SendsIt_AsDescribed(string operationId) => Assert.Empty(await run.ComplaintsAsync(operationId));

    [Fact]
    public void TheClient_SendsNothingElse() => Assert.Empty(run.Undescribed());

    [Fact]
    public void ThereAreEight() => Assert.Equal(8, ContractDescription.Vela.Operations.Count);
}

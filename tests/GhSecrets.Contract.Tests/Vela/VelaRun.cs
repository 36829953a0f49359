using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;
using MockGitHub;
using MockVela;

namespace GhSecrets.Contract.Tests;

/// <summary>Everything that the client can do with Vela, done once to a server over a real socket; what was sent is held to the description.</summary>
public sealed class VelaRun : IAsyncLifetime
{
    private const string Token = "contract-token";

    private List<LoggedRequest> _requests = [];

    public async Task InitializeAsync()
    {
        await using VelaServer server = await VelaServer.StartAsync(new VelaServerOptions { Tokens = [Token] });
        server.State.AddRepository("acme/app");
        using VelaSession personal = Open(server, Token, VelaTokenKind.Personal);
        await UseAsync(new VelaSecretStore(personal), VelaSecretScope.ForRepository("acme", "app"));
        await UseAsync(new VelaSecretStore(personal), VelaSecretScope.ForOrganization("acme"));
        using VelaSession refreshed = Open(server, "refresh-" + Token, VelaTokenKind.Refresh);
        await UseAsync(new VelaSecretStore(refreshed), VelaSecretScope.ForTeam("acme", "the team"));
        _requests = [.. server.State.Requests.All];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>What is wrong with the requests of one operation; "never sent" when there was none.</summary>
    public async Task<IReadOnlyList<string>> ComplaintsAsync(string operationId)
    {
        ContractOperation operation = ContractDescription.Vela.Get(operationId);
        List<LoggedRequest> sent = [.. _requests.Where(request => Find(request) == operation)];
        List<string> complaints = sent.Count == 0 ? ["never sent"] : [];
        foreach (LoggedRequest request in sent)
        {
            complaints.AddRange(await operation.ValidateRequestAsync(
                request.Path.Split('?').ElementAtOrDefault(1) ?? "",
                request.Body.Length == 0 ? null : request.Body));
            complaints.AddRange(request.Status is 200 or 404 ? [] : [$"answered {request.Status}"]);
        }

        return complaints;
    }

    /// <summary>Requests that are described nowhere.</summary>
    public IReadOnlyList<string> Undescribed() =>
        [.. _requests.Where(request => Find(request) is null).Select(request => $"{request.Method} {request.Path} {request.Status}")];

    private static ContractOperation? Find(LoggedRequest request) =>
        ContractDescription.Vela.Find(HttpMethod.Parse(request.Method), request.Path.Split('?')[0]);

    private static VelaSession Open(VelaServer server, string token, VelaTokenKind kind) => new(
        new ApiSessionOptions
        {
            Host = VelaEnvironment.Server(server.Address.AbsoluteUri),
            Token = AccessToken.FromText(token, "the test"),
            MaximumRetryCount = 0,
        },
        kind);

    private static async Task UseAsync(VelaSecretStore store, VelaSecretScope scope)
    {
        CancellationToken none = CancellationToken.None;
        VelaSettings settings = new() { Image = ["alpine"], AllowEvent = ["push", "delete:tag"], AllowCommand = "true", AllowSubstitution = "false" };
        using SecretValue value = SecretValue.FromText("a \"value\"\n\u00e4");
        using VelaSecretUpdate update = new(scope, "a/b c", value, settings);
        Assert.Equal("Created", (await store.SetAsync(update, none)).Action);
        Assert.Equal("Updated", (await store.SetAsync(update, none)).Action);
        VelaSecret secret = Assert.Single(await store.GetAllAsync(scope, none));
        Assert.Equal(secret.Json, (await store.GetAsync(scope, "a/b c", none)).Json);
        string id = secret.Id!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using VelaAdminUpdate whole = new(scope, secret.Name, value, settings, id, secret.Json, create: false);
        await store.SetAsync(whole, none);
        await store.RemoveAsync(scope, "a/b c", none);
    }
}

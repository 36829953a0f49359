using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Contract.Tests;

/// <summary>Holds every answer of the mock to GitHub's own description of it, real requests over a real socket.</summary>
public sealed class EveryOperationTests
{
    public static TheoryData<string> OfTheCloud => [.. ContractDescription.Cloud.Operations.Select(operation => operation.Id)];

    public static TheoryData<string> OfAnEnterpriseServer => [.. ContractDescription.EnterpriseServer.Operations.Select(operation => operation.Id)];

    [Theory]
    [MemberData(nameof(OfTheCloud))]
    public Task TheCloud_AnswersAsDescribed(string operationId) =>
        DriveAsync(ContractDescription.Cloud.Get(operationId), prefix: "");

    [Theory]
    [MemberData(nameof(OfAnEnterpriseServer))]
    public Task AnEnterpriseServer_AnswersAsDescribed(string operationId) =>
        DriveAsync(ContractDescription.EnterpriseServer.Get(operationId), MockServerOptions.EnterpriseServerPrefix);

    private static async Task DriveAsync(ContractOperation operation, string prefix)
    {
        await using var acme = await AcmeServer.StartAsync(prefix);
        var path = operation.Path[1..]
            .Replace("{org}", "acme", StringComparison.Ordinal)
            .Replace("{owner}", "acme", StringComparison.Ordinal)
            .Replace("{repo}", "app", StringComparison.Ordinal)
            .Replace("{environment_name}", "prod%2Feu%20west", StringComparison.Ordinal)
            .Replace("{repository_id}", acme.App.Id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await acme.PutSecretAsync("orgs/acme/actions", "INHERITED", visibility: "all");
        acme.State.SetVariable("orgs/acme/actions", "INHERITED", "a value", "all");
        if (path.Split("/variables") is [var place, var end])
        {
            acme.State.SetVariable(place, "OLD", "a value", place.StartsWith("orgs/", StringComparison.Ordinal) ? "selected" : null, "acme/app");
            await SendAsync(
                acme,
                operation,
                path.Replace("{name}", "OLD", StringComparison.Ordinal),
                operation.BodyMembers.Count == 0 ? null : VariableBody(acme, operation),
                expected: operation.Method == HttpMethod.Get ? 200 : operation.Method == HttpMethod.Post ? 201 : 204);
        }
        else if (path.Split("/secrets") is [var scope, var rest])
        {
            var isSecret = rest == "/{secret_name}";
            await PutSecretAsync(acme, scope, "OLD");
            if (isSecret && operation.Method == HttpMethod.Put)
            {
                await SendAsync(acme, operation, $"{scope}/secrets/NEW", await BodyAsync(acme, scope), expected: 201);
            }

            path = path.Replace("{secret_name}", "OLD", StringComparison.Ordinal);
            var body = operation.BodyMembers.Count == 0 ? null
                : isSecret ? await BodyAsync(acme, scope)
                : new JsonObject { ["selected_repository_ids"] = new JsonArray(acme.Lib.Id) };
            await SendAsync(acme, operation, path, body, expected: operation.Method == HttpMethod.Get ? 200 : 204);
        }
        else
        {
            await SendAsync(acme, operation, path, body: null, expected: 200);
        }
    }

    private static async Task SendAsync(AcmeServer acme, ContractOperation operation, string path, JsonObject? body, int expected)
    {
        Assert.Empty(await operation.ValidateRequestAsync("", body?.ToJsonString()));

        var answer = await acme.SendAsync(operation.Method, path, body);

        Assert.Equal(expected, (int)answer.Status);
        Assert.Empty(await operation.ValidateResponseAsync((int)answer.Status, answer.ContentType, answer.Body));
        Assert.Equal(expected == 204 ? null : "application/json; charset=utf-8", answer.ContentType);
    }

    private static JsonObject VariableBody(AcmeServer acme, ContractOperation operation)
    {
        var body = new JsonObject();
        foreach (var member in operation.BodyMembers)
        {
            body[member] = member switch
            {
                "selected_repository_ids" => new JsonArray(acme.Lib.Id),
                "visibility" => "selected",
                _ => "NEW",
            };
        }

        return body;
    }

    private static async Task PutSecretAsync(AcmeServer acme, string scope, string name) =>
        Assert.Equal(201, (int)(await acme.PutAsync($"{scope}/secrets/{name}", await BodyAsync(acme, scope))).Status);

    private static Task<JsonObject> BodyAsync(AcmeServer acme, string scope) => acme.SealedBodyAsync(
        scope,
        visibility: scope.StartsWith("orgs/", StringComparison.Ordinal) ? "selected" : null,
        ids: scope switch
        {
            "orgs/acme/dependabot" => new[] { acme.App.Id.ToString(CultureInfo.InvariantCulture) },
            "orgs/acme/actions" or "orgs/acme/codespaces" or "orgs/acme/agents" or "user/codespaces" => new[] { acme.App.Id },
            _ => null,
        });
}

using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;

namespace GhSecrets.Contract.Tests;

public sealed class ContractDescriptionTests
{
    [Theory]
    [InlineData("GET", "/orgs/acme/actions/secrets/public-key", "actions/get-org-public-key")]
    [InlineData("GET", "/orgs/acme/actions/secrets/TOKEN", "actions/get-org-secret")]
    [InlineData("PUT", "/repos/acme/app/environments/prod%2Feu%20west/secrets/TOKEN", "actions/create-or-update-environment-secret")]
    [InlineData("DELETE", "/orgs/acme/dependabot/secrets/TOKEN/repositories/7", "dependabot/remove-selected-repo-from-org-secret")]
    [InlineData("POST", "/orgs/acme/actions/secrets", null)]
    [InlineData("GET", "/orgs/acme/actions/secrets/", null)]
    public void Find_PrefersWordsToParameters(string method, string path, string? operationId) =>
        Assert.Equal(operationId, ContractDescription.Cloud.Find(new HttpMethod(method), path)?.Id);

    [Fact]
    public void EveryOperationOfVariablesIsDescribed()
    {
        Assert.Equal([35, 20, 19], new[] { ContractDescription.Cloud, ContractDescription.EnterpriseServer, ContractDescription.OldEnterpriseServer }.Select(OfVariables));

        static int OfVariables(ContractDescription description) =>
            description.Operations.Count(operation => operation.Path.Contains("variables", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", """{"encrypted_value":"AAAA","key_id":"1"}""", "")]
    [InlineData("", """{"encrypted_value":"AAAA"}""", "PropertyRequired: #/key_id")]
    [InlineData("", """{"encrypted_value":"no base64","key_id":"1"}""", "PatternMismatch: #/encrypted_value")]
    [InlineData("", null, "no body")]
    [InlineData("?page=1", """{"encrypted_value":"AAAA","key_id":"1"}""", "unknown query parameter page")]
    public async Task ValidateRequest_HoldsQueryAndBodyToTheDescription(string query, string? body, string complaints)
    {
        var operation = ContractDescription.Cloud.Get("actions/create-or-update-repo-secret");

        Assert.Equal(complaints, string.Join(", ", await operation.ValidateRequestAsync(query, body)));
    }

    [Theory]
    [InlineData("?per_page=100&page=2&type=private", "")]
    [InlineData("?page=two", "no JSON")]
    [InlineData("?type=secret", "NotInEnumeration")]
    public async Task ValidateRequest_HoldsQueryParametersToTheirSchema(string query, string complaint)
    {
        var complaints = await ContractDescription.Cloud.Get("repos/list-for-org").ValidateRequestAsync(query, null);

        Assert.StartsWith(complaint, string.Join(", ", complaints));
        Assert.Equal(complaint.Length > 0, complaints.Count > 0);
    }

    [Theory]
    [InlineData(200, "application/json; charset=utf-8", """{"total_count":1,"secrets":[{"name":"A","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z","visibility":"all"}]}""", "")]
    [InlineData(200, "application/json", """{"total_count":1,"secrets":[{"name":"A","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z","visibility":"some"}]}""", "NotInEnumeration")]
    [InlineData(200, "application/json", """{"total_count":1,"secrets":[{"name":"A"}]}""", "PropertyRequired")]
    [InlineData(200, "text/html", "{}", "content type text/html")]
    [InlineData(418, "application/json", "{}", "undocumented status 418")]
    public async Task ValidateResponse_HoldsStatusTypeAndBodyToTheDescription(int status, string contentType, string body, string complaint)
    {
        var complaints = await ContractDescription.Cloud.Get("actions/list-org-secrets").ValidateResponseAsync(status, contentType, body);

        Assert.Contains(complaint, string.Join(", ", complaints));
        Assert.Equal(complaint.Length > 0, complaints.Count > 0);
    }

    [Fact]
    public async Task ValidateResponse_LooksIntoWhatIsReferredTo()
    {
        var complaints = await ContractDescription.Cloud.Get("repos/list-for-org").ValidateResponseAsync(200, "application/json", """[{"owner":{"login":7}}]""");

        Assert.Contains("StringExpected: #/[0].owner.login", string.Join(", ", complaints));
    }
}

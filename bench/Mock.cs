using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Bench;

/// <summary>The server of all rows: a MockGitHub process with TLS, as a GitHub Enterprise Server so that gh speaks to it, too.</summary>
internal sealed class Mock : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _control;
    private readonly string _token = Convert.ToHexString(RandomNumberGenerator.GetBytes(20));

    private Mock(Process process, Uri api, string certificate)
    {
        _process = process;
        Api = api;
        Certificate = certificate;
        _control = new HttpClient(new SocketsHttpHandler
        {
            SslOptions =
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    RevocationMode = X509RevocationMode.NoCheck,
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(certificate) },
                },
            },
        })
        {
            BaseAddress = new Uri(api, "/_mock/"),
        };
    }

    /// <summary>The address of the API, ending in a slash.</summary>
    internal Uri Api { get; }

    /// <summary>The PEM file to trust.</summary>
    internal string Certificate { get; }

    /// <summary>What gh and the module read of a session.</summary>
    internal Dictionary<string, string> Environment => new()
    {
        ["GH_HOST"] = Api.Authority,
        ["GH_ENTERPRISE_TOKEN"] = _token,
        ["GH_CONFIG_DIR"] = Path.GetFullPath(Path.Combine(Workbench.Folder, "gh")),
        ["GH_NO_UPDATE_NOTIFIER"] = "1",
        ["SSL_CERT_FILE"] = Certificate,
    };

    internal static async Task<Mock> StartAsync()
    {
        ProcessStartInfo start = Child.Info(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "MockGitHub.dll"), "--https", "--prefix", "/api/v3", "--stop-with-stdin"], new Dictionary<string, string>());
        Process process = Process.Start(start)!;
        Uri api = new((await process.StandardOutput.ReadLineAsync())!);
        return new Mock(process, api, (await process.StandardOutput.ReadLineAsync())!);
    }

    /// <summary>Makes the server as new: an organization acme with its repositories, no secrets, no faults, and a token without an hourly limit.</summary>
    internal async Task ResetAsync(IEnumerable<string> repositories)
    {
        using HttpResponseMessage reset = (await _control.DeleteAsync(new Uri("/_mock", UriKind.Relative))).EnsureSuccessStatusCode();
        await PostAsync("seed", new
        {
            tokens = new[] { new { token = _token, rateLimit = int.MaxValue } },
            organizations = new[] { new { login = "acme", repositories = repositories.Select(name => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]) } },
        });
    }

    /// <summary>Makes the server slow, or strict, until the next reset; the members are in MockGitHub's README.</summary>
    internal async Task SetFaultsAsync(object faults)
    {
        using HttpResponseMessage reply = await _control.PutAsJsonAsync("faults", faults);
        reply.EnsureSuccessStatusCode();
    }

    /// <summary>How many requests came since the reset, how many of them were refused, and how many were writes.</summary>
    internal async Task<(int Count, int Refused, int Writes)> RequestsAsync()
    {
        JsonArray requests = (await _control.GetFromJsonAsync<JsonObject>("requests"))!["requests"]!.AsArray();
        return (requests.Count, requests.Count(request => (int)request!["status"]! >= 400), requests.Count(request => (string)request!["method"]! != "GET"));
    }

    /// <summary>The public key of a repository's secrets, and its id.</summary>
    internal async Task<(string KeyId, string Key)> PublicKeyAsync(string scope)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(Api, $"{scope}/secrets/public-key"));
        request.Headers.Add("Authorization", $"Bearer {_token}");
        request.Headers.Add("User-Agent", "bench");
        using HttpResponseMessage reply = (await _control.SendAsync(request)).EnsureSuccessStatusCode();
        JsonObject key = (await reply.Content.ReadFromJsonAsync<JsonObject>())!;
        return ((string)key["key_id"]!, (string)key["key"]!);
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task PostAsync(string path, object body)
    {
        using HttpResponseMessage reply = await _control.PostAsJsonAsync(path, body);
        reply.EnsureSuccessStatusCode();
    }
}

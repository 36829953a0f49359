using System;
using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>Which variable gives the host, and which token may go to which host.</summary>
public sealed class EnvironmentCredentialsTests
{
    private const string Server = "https://github.example.com/api/v3";

    [Theory]
    [InlineData("github.com")]
    [InlineData("github.com", "GH_HOST= ", "GITHUB_API_URL=")]
    [InlineData("octo.ghe.com", "GH_HOST=octo.ghe.com")]
    [InlineData("github.example.com", "GITHUB_API_URL=" + Server)]
    [InlineData("github.com", "GITHUB_API_URL=https://api.github.com")]
    [InlineData("github.example.com", "GH_HOST=", "GITHUB_API_URL=" + Server)]
    [InlineData("octo.ghe.com", "GH_HOST=octo.ghe.com", "GITHUB_API_URL=" + Server)]
    public void TheHost_IsThatOfGhHost_ElseOfGitHubApiUrl_ElseGitHubCom(string name, params string[] variables) =>
        Assert.Equal(name, Environment(variables).Host().Name);

    [Theory]
    [InlineData("github.com")]
    [InlineData("github.com,octo.ghe.com", "GH_HOST=octo.ghe.com")]
    [InlineData("github.com,octo.ghe.com,github.example.com", "GH_HOST=octo.ghe.com", "GITHUB_API_URL=" + Server)]
    [InlineData("github.com,github.example.com", "GH_HOST=ghp_token", "GITHUB_API_URL=" + Server)]
    [InlineData("github.com", "GITHUB_API_URL=github.com")]
    public void TheHostsThatMayBeMeant_AreGitHubCom_AndThoseOfTheVariables(string names, params string[] variables) =>
        Assert.Equal(names, string.Join(",", Environment(variables).Hosts().Select(host => host.Name)));

    [Theory]
    [InlineData("GH_HOST=https://github.com")]
    [InlineData("GITHUB_API_URL=github.com")]
    [InlineData("GITHUB_API_URL=http://github.example.com/api/v3")]
    public void AVariableThatHoldsNoHost_IsRefused(string variable) =>
        Refused.With(ErrorId.InvalidArgument, () => Environment(variable).Host());

    [Theory]
    [InlineData("github.com", null)]
    [InlineData("github.com", "GH_TOKEN", "GH_TOKEN")]
    [InlineData("github.com", "GITHUB_TOKEN", "GITHUB_TOKEN")]
    [InlineData("github.com", "GH_TOKEN", "GITHUB_TOKEN", "GH_TOKEN")]
    [InlineData("github.com", "GITHUB_TOKEN", "GITHUB_TOKEN", "GH_TOKEN=")]
    [InlineData("github.com", "GITHUB_TOKEN", "GITHUB_TOKEN", "GH_TOKEN= \n")]
    [InlineData("github.com", null, "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN")]
    [InlineData("octo.ghe.com", "GH_TOKEN", "GH_TOKEN", "GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN")]
    [InlineData("octo.ghe.com", null, "GH_ENTERPRISE_TOKEN")]
    [InlineData("github.localhost", "GITHUB_TOKEN", "GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN")]
    [InlineData("github.example.com", null, "GH_TOKEN", "GITHUB_TOKEN")]
    [InlineData("github.example.com", "GH_ENTERPRISE_TOKEN", "GH_TOKEN", "GITHUB_TOKEN", "GITHUB_ENTERPRISE_TOKEN", "GH_ENTERPRISE_TOKEN")]
    [InlineData("github.example.com", "GITHUB_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN", "GH_ENTERPRISE_TOKEN=")]
    [InlineData("github.example.com", "GITHUB_TOKEN", "GITHUB_TOKEN", "GITHUB_API_URL=" + Server)]
    [InlineData("github.example.com", "GITHUB_TOKEN", "GITHUB_TOKEN", "GITHUB_API_URL=https://GitHub.Example.com/api/v3/")]
    [InlineData("github.example.com", "GH_ENTERPRISE_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_TOKEN", "GITHUB_API_URL=" + Server)]
    [InlineData("github.example.com", null, "GH_TOKEN", "GITHUB_API_URL=" + Server)]
    [InlineData("github.example.com", null, "GITHUB_TOKEN", "GITHUB_API_URL=https://api.github.com")]
    [InlineData("github.example.com", null, "GITHUB_TOKEN", "GITHUB_API_URL=https://other.example.com/api/v3")]
    [InlineData("github.example.com:8443", null, "GITHUB_TOKEN", "GITHUB_API_URL=" + Server)]
    [InlineData("github.example.com", null, "GITHUB_TOKEN", "GITHUB_API_URL=http://github.example.com/api/v3")]
    [InlineData("github.example.com", null, "GITHUB_TOKEN", "GITHUB_API_URL=no address")]
    [InlineData("github.com.example.com", null, "GH_TOKEN", "GITHUB_TOKEN")]
    public void TheToken_IsTheFirstOneThatBelongsToTheHost(string host, string? source, params string[] variables) =>
        Assert.Equal(source, Environment(variables).Token(ApiHost.FromName(host))?.Source);

    [Fact]
    public void TheServerOfAWorkflow_GetsTheTokenThatCameWithItsAddress()
    {
        EnvironmentCredentials environment = Environment("GITHUB_API_URL=http://127.0.0.1:5001", "GITHUB_TOKEN", "GH_TOKEN");

        Assert.Equal("GITHUB_TOKEN", environment.Token(environment.Host())?.Source);
    }

    [Fact]
    public void TheToken_IsTheTextOfItsVariable() =>
        Assert.Equal(AccessToken.FromText("value of GH_TOKEN".Replace(' ', '_'), "GH_TOKEN"), Environment("GH_TOKEN").Token(ApiHost.FromName("github.com")));

    /// <summary>Variables as <c>NAME=VALUE</c>, or as a name alone that gets some value.</summary>
    private static EnvironmentCredentials Environment(params string[] variables)
    {
        Dictionary<string, string> values = variables
            .Select(variable => variable.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => parts.Length > 1 ? parts[1] : $"value_of_{parts[0]}", StringComparer.Ordinal);
        return new EnvironmentCredentials(name => values.GetValueOrDefault(name));
    }
}

using System;

namespace GhSecrets.Core.Tests;

/// <summary>From what a person writes to the address that a token may go to.</summary>
public sealed class ApiHostTests
{
    [Theory]
    [InlineData("github.com", "https://api.github.com/", "github.com", false, true)]
    [InlineData(" GitHub.COM ", "https://api.github.com/", "github.com", false, true)]
    [InlineData("api.github.com", "https://api.github.com/", "github.com", false, true)]
    [InlineData("octo.ghe.com", "https://api.octo.ghe.com/", "octo.ghe.com", false, true)]
    [InlineData("api.octo.ghe.com", "https://api.octo.ghe.com/", "octo.ghe.com", false, true)]
    [InlineData("github.localhost", "http://api.github.localhost/", "github.localhost", false, true)]
    [InlineData("github.localhost:3000", "http://api.github.localhost:3000/", "github.localhost:3000", false, true)]
    [InlineData("github.example.com", "https://github.example.com/api/v3/", "github.example.com", true, false)]
    [InlineData("github.example.com:8443", "https://github.example.com:8443/api/v3/", "github.example.com:8443", true, false)]
    [InlineData("localhost:8443", "https://localhost:8443/api/v3/", "localhost:8443", true, false)]
    [InlineData("10.0.0.7", "https://10.0.0.7/api/v3/", "10.0.0.7", true, false)]
    [InlineData("[::1]:8443", "https://[::1]:8443/api/v3/", "[::1]:8443", true, false)]
    [InlineData("api.example.com", "https://api.example.com/api/v3/", "api.example.com", true, false)]
    [InlineData("github.com.example.com", "https://github.com.example.com/api/v3/", "github.com.example.com", true, false)]
    [InlineData("notgithub.com", "https://notgithub.com/api/v3/", "notgithub.com", true, false)]
    [InlineData("notghe.com", "https://notghe.com/api/v3/", "notghe.com", true, false)]
    public void AHostName_BecomesAnAddress(string name, string address, string shown, bool isEnterpriseServer, bool takesCloudTokens)
    {
        ApiHost host = ApiHost.FromName(name);

        Assert.Equal(address, host.BaseUri.AbsoluteUri);
        Assert.Equal(shown, host.Name);
        Assert.Equal(shown, host.ToString());
        Assert.Equal(isEnterpriseServer, host.IsEnterpriseServer);
        Assert.Equal(takesCloudTokens, host.TakesCloudTokens);
    }

    [Theory]
    [InlineData("https://api.github.com", "https://api.github.com/", "github.com", false, true)]
    [InlineData("https://api.github.com//", "https://api.github.com/", "github.com", false, true)]
    [InlineData("https://api.octo.ghe.com/", "https://api.octo.ghe.com/", "octo.ghe.com", false, true)]
    [InlineData("https://github.example.com/api/v3", "https://github.example.com/api/v3/", "github.example.com", true, false)]
    [InlineData("https://github.example.com:8443/api/v3/", "https://github.example.com:8443/api/v3/", "github.example.com:8443", true, false)]
    [InlineData("https://proxy.example.com/github/api/v3", "https://proxy.example.com/github/api/v3/", "proxy.example.com", true, false)]
    [InlineData("https://proxy.example.com/cloud", "https://proxy.example.com/cloud/", "proxy.example.com", false, false)]
    [InlineData("https://github.example.com/api/v30", "https://github.example.com/api/v30/", "github.example.com", false, false)]
    [InlineData("http://127.0.0.1:5001", "http://127.0.0.1:5001/", "127.0.0.1:5001", false, false)]
    [InlineData("http://localhost:5001/api/v3", "http://localhost:5001/api/v3/", "localhost:5001", true, false)]
    [InlineData("http://[::1]:5001/", "http://[::1]:5001/", "[::1]:5001", false, false)]
    [InlineData("http://api.github.localhost", "http://api.github.localhost/", "github.localhost", false, true)]
    public void AWholeAddress_IsTakenAsItIs_AndItsPathSaysWhatServerItIs(
        string address, string baseUri, string shown, bool isEnterpriseServer, bool takesCloudTokens)
    {
        ApiHost host = ApiHost.FromBaseUri(address);

        Assert.Equal(baseUri, host.BaseUri.AbsoluteUri);
        Assert.Equal(shown, host.Name);
        Assert.Equal(isEnterpriseServer, host.IsEnterpriseServer);
        Assert.Equal(takesCloudTokens, host.TakesCloudTokens);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("https://github.com")]
    [InlineData("github.com/acme")]
    [InlineData("github.com\\acme")]
    [InlineData("user@github.com")]
    [InlineData("github.com:443@example.com")]
    [InlineData("github.com?x=1")]
    [InlineData("github.com#x")]
    [InlineData("github.com:99999")]
    [InlineData("git hub.com")]
    [InlineData("/")]
    public void ATextThatIsNoHostName_IsRefused(string name) =>
        Refused.With(ErrorId.InvalidArgument, () => ApiHost.FromName(name));

    [Theory]
    [InlineData("")]
    [InlineData("github.com")]
    [InlineData("https://")]
    [InlineData("ftp://github.example.com/")]
    [InlineData("file:///etc/hosts")]
    [InlineData("https://user:" + Marked.Value + "@github.example.com/")]
    [InlineData("https://" + Marked.Token + "@github.example.com/")]
    [InlineData("https://github.example.com/?token=" + Marked.Token)]
    [InlineData("https://github.example.com/#x")]
    public void ATextThatIsNoAddress_IsRefused_AndNotQuoted(string address) =>
        Refused.With(ErrorId.InvalidArgument, () => ApiHost.FromBaseUri(address));

    [Theory]
    [InlineData("http://github.example.com/api/v3")]
    [InlineData("http://api.github.com")]
    [InlineData("http://192.168.0.1")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://notlocalhost")]
    public void PlainHttpToAnotherMachine_IsRefused(string address) =>
        Assert.StartsWith("Plain http to ", Refused.With(ErrorId.InvalidArgument, () => ApiHost.FromBaseUri(address)).Message, StringComparison.Ordinal);
}

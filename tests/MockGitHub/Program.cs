using System;
using System.CommandLine;
using MockGitHub;

var port = new Option<int>("--port") { Description = "The port on 127.0.0.1; 0 takes a free one." };
var https = new Option<bool>("--https") { Description = "Serve TLS; the second line of the output is the certificate to trust." };
var prefix = new Option<string>("--prefix") { Description = "What stands before every path: /api/v3 makes a GitHub Enterprise Server.", DefaultValueFactory = _ => "" };
var version = new Option<string>("--enterprise-version") { Description = "The version of a GitHub Enterprise Server.", DefaultValueFactory = _ => "3.17.0" };
var tokens = new Option<string[]>("--token") { Description = "A token to accept; may be given again.", DefaultValueFactory = _ => [] };
var stopWithStdin = new Option<bool>("--stop-with-stdin") { Description = "Stop when the standard input is closed." };
var command = new RootCommand("A server on this machine that behaves as GitHub's REST API of secrets does.") { port, https, prefix, version, tokens, stopWithStdin };

command.SetAction(async (arguments, cancel) =>
{
    await using var server = await MockServer.StartAsync(
        new MockServerOptions
        {
            Port = arguments.GetValue(port),
            Https = arguments.GetValue(https),
            Prefix = arguments.GetValue(prefix)!.TrimEnd('/'),
            EnterpriseVersion = Version.Parse(arguments.GetValue(version)!),
            Tokens = arguments.GetValue(tokens)!,
        },
        cancel);
    await LoopbackHost.ServeAsync(server.BaseUri, server.CertificatePemPath, arguments.GetValue(stopWithStdin), cancel);
    return 0;
});
return await command.Parse(args).InvokeAsync();

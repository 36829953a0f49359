using System;
using System.CommandLine;
using MockGitHub;
using MockVela;

var port = new Option<int>("--port") { Description = "The port on 127.0.0.1; 0 takes a free one." };
var https = new Option<bool>("--https") { Description = "Serve TLS; the second line of the output is the certificate to trust." };
var tokens = new Option<string[]>("--token") { Description = "A platform admin's personal token to accept; may be given again.", DefaultValueFactory = _ => [] };
var lifetime = new Option<int>("--access-seconds") { Description = "How long an access token lasts.", DefaultValueFactory = _ => 900 };
var stopWithStdin = new Option<bool>("--stop-with-stdin") { Description = "Stop when the standard input is closed." };
var command = new RootCommand("A server on this machine that behaves as the secrets API of Vela does.") { port, https, tokens, lifetime, stopWithStdin };

command.SetAction(async (arguments, cancel) =>
{
    await using var server = await VelaServer.StartAsync(
        new VelaServerOptions
        {
            Port = arguments.GetValue(port),
            Https = arguments.GetValue(https),
            Tokens = arguments.GetValue(tokens)!,
            AccessLifetime = TimeSpan.FromSeconds(arguments.GetValue(lifetime)),
        },
        cancel);
    await LoopbackHost.ServeAsync(server.Address, server.CertificatePemPath, arguments.GetValue(stopWithStdin), cancel);
    return 0;
});
return await command.Parse(args).InvokeAsync();

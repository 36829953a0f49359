using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary><c>ghsecrets apply ROWS.csv</c>: sets the secret of every row; a failing row never stops the others.</summary>
internal static class ApplyCommand
{
    internal static Command Create()
    {
        Argument<string> file = new("rows") { Description = "A CSV file with the columns Organization, Repository, Environment, Application, Name, Value or ValueFile, Visibility, SelectedRepository." };
        Option<string?> certificate = new("--trusted-certificate") { Description = "A PEM file with an authority to trust besides the system's." };
        Option<int?> throttleLimit = new("--throttle-limit") { Description = "How many requests may run at once, 1 to 100; 8 if not given." };
        Option<int?> writesPerMinute = new("--writes-per-minute") { Description = "How many writes may go out in a minute; 0 for no pacing, by default what the server's rate limits allow." };
        Option<int?> maximumWait = new("--maximum-wait-sec") { Description = "How long a request may wait for rate limits, in seconds; by default as long as it takes." };
        throttleLimit.Validators.Add(result => Require(result, 1, 100));
        writesPerMinute.Validators.Add(result => Require(result, 0, 100_000));
        maximumWait.Validators.Add(result => Require(result, 0, 86_400));
        Command command = new("apply", "Sets every secret of a CSV file. Host and token come from the environment, as with gh.")
        {
            file, certificate, throttleLimit, writesPerMinute, maximumWait,
        };
        command.SetAction((parsed, cancel) => ApplyAsync(
            parsed.GetValue(file)!,
            () => OpenSession(parsed.GetValue(certificate), parsed.GetValue(throttleLimit), parsed.GetValue(writesPerMinute), parsed.GetValue(maximumWait)),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancel));
        return command;
    }

    private static void Require(OptionResult option, int least, int most)
    {
        if (option.Tokens.Count == 1 && int.TryParse(option.Tokens[0].Value, out int value) && (value < least || value > most))
        {
            option.AddError($"{option.Option.Name} must be from {least} to {most}.");
        }
    }

    private static async Task<int> ApplyAsync(string path, Func<GhSession> open, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        int failed = 0;
        try
        {
            using GhSession session = open();
            Rollout rollout = new(session, output, error, cancel);
            try
            {
                foreach (Row row in RowFile.Read(path, error))
                {
                    await rollout.AddAsync(row);
                }

                await rollout.FinishAsync();
            }
            catch (GhSecretsException)
            {
                // The file ends in the middle: what was read of it is under way.
                await rollout.FinishAsync();
                throw;
            }
            finally
            {
                await rollout.CloseAsync();
                failed = rollout.Failed;
            }
        }
        catch (GhSecretsException e)
        {
            failed++;
            await error.WriteLineAsync($"{e.Message} [{e.Id}]");
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            failed++;
            await error.WriteLineAsync("Stopped. The rows above are done, others may be: run it again to do all.");
        }

        return failed == 0 ? 0 : 1;
    }

    private static GhSession OpenSession(string? certificate, int? throttleLimit, int? writesPerMinute, int? maximumWaitSec)
    {
        EnvironmentCredentials environment = new();
        ApiHost host = environment.Host();
        return new GhSession(new ApiSessionOptions
        {
            Host = host,
            Token = environment.Token(host),
            TrustedCertificates = certificate is null ? [] : PemFile.Read(certificate),
            ThrottleLimit = throttleLimit ?? 8,
            WritesPerMinute = writesPerMinute,
            MaximumWait = maximumWaitSec is int seconds ? TimeSpan.FromSeconds(seconds) : null,
        });
    }
}

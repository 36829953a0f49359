using System;
using System.CommandLine;
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
        Command command = new("apply", "Sets every secret of a CSV file. Host and token come from the environment, as with gh.") { file, certificate };
        command.SetAction((parsed, cancel) => ApplyAsync(
            parsed.GetValue(file)!,
            parsed.GetValue(certificate),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancel));
        return command;
    }

    private static async Task<int> ApplyAsync(string path, string? certificate, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        int failed = 0;
        try
        {
            using GhSession session = OpenSession(certificate);
            SecretStore store = new(session);
            foreach (Row row in RowFile.Read(path, error))
            {
                try
                {
                    await SetAsync(store, row, output, cancel);
                }
                catch (GhSecretsException e)
                {
                    failed++;
                    await error.WriteLineAsync($"Row {row.Number}{(row.Name is null ? "" : $", {row.Name}")}: {e.Message} [{e.Id}]");
                }
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
            await error.WriteLineAsync("Stopped. The rows above are done, the others are not.");
        }

        return failed == 0 ? 0 : 1;
    }

    private static async Task SetAsync(SecretStore store, Row row, TextWriter output, CancellationToken cancel)
    {
        using SecretValue? value = row.ReadValue();
        SecretRow columns = row.Content(value);
        foreach (SecretScope scope in row.Place.Scopes())
        {
            using SecretContent content = columns.ReadContent();
            using SecretAssignment assignment = columns.Assign(scope, row.Name, content);
            SecretChange change = await store.SetAsync(assignment, cancel);
            await output.WriteLineAsync(change.ToString());
        }
    }

    private static GhSession OpenSession(string? certificate)
    {
        EnvironmentCredentials environment = new();
        ApiHost host = environment.Host();
        return new GhSession(new ApiSessionOptions
        {
            Host = host,
            Token = environment.Token(host),
            TrustedCertificates = certificate is null ? [] : PemFile.Read(certificate),
        });
    }
}

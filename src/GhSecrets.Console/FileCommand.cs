using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary>A command over a declared file: ends with 0, with 2 when there is something left to do, or with 1 when anything failed.</summary>
internal abstract class FileCommand : Command
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Left = 2;

    private readonly FileOptions _options;

    private protected FileCommand(string name, string description)
        : base(name, description)
    {
        _options = new FileOptions(this);
        SetAction(RunAsync);
    }

    /// <summary>What is said when the run was stopped.</summary>
    private protected abstract string Stopped { get; }

    /// <summary>Does what the command is for, once the file is compared; true when something is left to do.</summary>
    private protected abstract Task<bool> ActAsync(DeclaredRun run, ComparedFile compared, CancellationToken cancel);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        RunOptions options = _options.Read(parsed);
        Report report = new(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, options.Json);
        bool left = false;
        try
        {
            using DeclaredRun run = new(options, report);
            left = await run.CompareAsync(cancel) is ComparedFile compared && await ActAsync(run, compared, cancel);
        }
        catch (GhSecretsException e)
        {
            report.Fail(null, e);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            report.Stop(Stopped);
        }

        report.End();
        return report.Failed > 0 ? Failed : left ? Left : Done;
    }
}

using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary>A command over a declared file: ends with 0, with 2 when there is something left to do, or with 1 when anything
/// failed.</summary>
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

    /// <summary>Whether the command reads only.</summary>
    private protected virtual bool ComparesOnly => false;

    /// <summary>Shows or answers a step that is this command's own; true when it says that something is left to do.</summary>
    private protected abstract Task<bool> TakeAsync(SyncStep step, SyncOptions options, Report report, CancellationToken cancel);

    /// <summary>What is planned for a secret or a variable, in words.</summary>
    private protected static string WordOf(SecretComparison item, SyncOptions options) =>
        item.Planned == PlannedAction.Remove && !options.Prune ? "Remove (only with --prune)" : item.Action;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using Report report = new(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, _options.IsJson(parsed));
        SyncOptions options = _options.Read(parsed, report.Mask) with { ComparesOnly = ComparesOnly };
        GhSession? session = null;
        bool left = false;
        using SyncRun run = new(options, cancel);
        try
        {
            while (await run.NextAsync() is SyncStep step)
            {
                if (step is SyncStep.SignIn signIn)
                {
                    signIn.Session = session = _options.OpenSession(parsed);
                    signIn.Run = new ApiRun(onWarning: report.Warn);
                }

                report.Show(step);
                left |= await TakeAsync(step, options, report, cancel);
            }
        }
        catch (GhSecretsException e)
        {
            report.Fail(null, e);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await run.CloseAsync();
            report.Stop(run.Stopped);
        }
        finally
        {
            await run.CloseAsync();
            session?.Dispose();
        }

        report.End();
        return report.Failed > 0 ? Failed : left ? Left : Done;
    }
}

using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets;

/// <summary>The one place that blocks: the pipeline thread waits here for what runs elsewhere.</summary>
internal static class PipelineThread
{
    /// <summary>Runs work on the pool, so that no synchronization context of a host can be waited for by its own thread, and waits for it.</summary>
    internal static T Run<T>(Func<Task<T>> work, CancellationToken stop) => Wait(Task.Run(work, stop), stop);

    /// <summary>Waits for what runs on the pool; when the user has stopped the pipeline it leaves as the engine expects.</summary>
    internal static T Wait<T>(Task<T> task, CancellationToken stop)
    {
        try
        {
            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}

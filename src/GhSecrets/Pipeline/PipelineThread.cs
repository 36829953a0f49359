using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets;

/// <summary>The one place that blocks: the pipeline thread waits here for what runs elsewhere.</summary>
internal static class PipelineThread
{
    private static readonly TimeSpan s_nowAndThen = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs work on the pool, so that no synchronization context of a host can be waited for by its own thread, and waits for
    /// it.</summary>
    internal static T Run<T>(Func<Task<T>> work, CancellationToken stop) => Wait(Task.Run(work, stop), stop);

    /// <summary>Runs work on the pool and waits no longer than this; null when it has not succeeded by then, and it may go on.</summary>
    internal static T? TryRun<T>(Func<Task<T>> work, TimeSpan patience)
        where T : class
    {
        Task<T> task = Task.Run(work);
        return Task.WaitAny([task], patience) >= 0 && task.Status == TaskStatus.RanToCompletion ? task.Result : null;
    }

    /// <summary>Waits for what runs on the pool and gives what it gave; when the user has stopped the pipeline it leaves as the engine
    /// expects.</summary>
    /// <param name="task">What is waited for.</param>
    /// <param name="stop">Whether the user has stopped the pipeline.</param>
    /// <param name="meanwhile">What the thread does every now and then as long as it waits.</param>
    internal static T Wait<T>(Task<T> task, CancellationToken stop, Action? meanwhile = null)
    {
        Wait((Task)task, stop, meanwhile);
        return task.Result;
    }

    /// <summary>Waits for what runs on the pool; when the user has stopped the pipeline it leaves as the engine expects.</summary>
    /// <param name="task">What is waited for.</param>
    /// <param name="stop">Whether the user has stopped the pipeline.</param>
    /// <param name="meanwhile">What the thread does every now and then as long as it waits.</param>
    internal static void Wait(Task task, CancellationToken stop, Action? meanwhile = null)
    {
        while (meanwhile is not null && Task.WaitAny([task], s_nowAndThen) < 0)
        {
            meanwhile();
        }

        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}

using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace MockGitHub;

/// <summary>Leaves the signals of the process alone, which belong to the test run that a server may be a part of.</summary>
internal sealed class SilentLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

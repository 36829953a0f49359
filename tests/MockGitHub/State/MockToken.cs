using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace MockGitHub;

/// <summary>A token that the server accepts, allowed everything unless restricted.</summary>
public sealed class MockToken(string value)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _reset = DateTimeOffset.MinValue;
    private int _used;

    /// <summary>The text that follows <c>Bearer</c> or <c>token</c> in the header.</summary>
    public string Value { get; } = value;

    /// <summary>The user it belongs to, whose Codespaces secrets are found under <c>/user</c>.</summary>
    public string Login { get; init; } = "octocat";

    /// <summary>What it may do with secrets.</summary>
    public SecretAccess Secrets { get; init; } = SecretAccess.Write;

    /// <summary>The full names of the only repositories that it sees; null for all.</summary>
    public IReadOnlyCollection<string>? Repositories { get; init; }

    /// <summary>How many requests it may make in an hour.</summary>
    public int RateLimit { get; init; } = 5000;

    internal bool Sees(Repository repository) => Repositories?.Contains(repository.FullName, StringComparer.OrdinalIgnoreCase) ?? true;

    /// <summary>Takes <paramref name="cost"/> requests from the running hour and says how it stands.</summary>
    internal RateWindow Spend(int cost, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (now >= _reset)
            {
                (_used, _reset) = (0, now.AddHours(1));
            }

            var exceeded = _used + cost > RateLimit;
            _used = exceeded ? RateLimit : _used + cost;
            return new RateWindow(RateLimit, _used, _reset, exceeded);
        }
    }
}

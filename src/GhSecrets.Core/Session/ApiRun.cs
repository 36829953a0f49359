using System;
using System.Collections.Concurrent;
using System.Threading;

namespace GhSecrets.Core;

/// <summary>One run of a cmdlet or a program over a session: it hears of every try and every wait, and ends when the token is
/// refused.</summary>
/// <param name="onExchange">Told of every try, on any thread.</param>
/// <param name="onWarning">Told what may surprise the user, each text once, on any thread.</param>
public sealed class ApiRun(Action<ApiExchange>? onExchange = null, Action<string>? onWarning = null)
{
    private readonly ConcurrentDictionary<string, bool> _warnings = new();
    private volatile bool _ended;
    private long _waitsUntil;

    /// <summary>Whether its requests wait for no rate limit and are not repeated: their answers are of use at once or not at all.</summary>
    public bool IsHasty { get; init; }

    /// <summary>The end of the latest wait for a rate limit, UTC; long ago when there was none.</summary>
    public DateTimeOffset WaitsUntil => new(Interlocked.Read(ref _waitsUntil), TimeSpan.Zero);

    internal void Tell(ApiExchange exchange) => onExchange?.Invoke(exchange);

    internal void Warn(string text)
    {
        if (_warnings.TryAdd(text, true))
        {
            onWarning?.Invoke(text);
        }
    }

    internal void Waits(DateTimeOffset until) => Interlocked.Exchange(ref _waitsUntil, until.UtcTicks);

    /// <summary>Lets nothing more be sent: the token was refused, and to go on would only look like an attack.</summary>
    internal void End() => _ended = true;

    /// <summary>Refuses to send in a run that has ended.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.NotAttempted"/> after a refused token.</exception>
    internal void EnsureGoesOn()
    {
        if (_ended)
        {
            throw new GhSecretsException(
                ErrorId.NotAttempted,
                "Not attempted, because the token was refused for an earlier item. Sign in with another token and run this again.");
        }
    }
}

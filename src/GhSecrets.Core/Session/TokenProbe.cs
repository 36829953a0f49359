using System;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>Lets one request alone try a token that GitHub may have made a moment ago and not know everywhere yet; the others wait until it
/// was accepted.</summary>
/// <param name="isNeeded">Whether the token is one that a step before may just have made: that of an installation.</param>
internal sealed class TokenProbe(bool isNeeded) : IDisposable
{
    /// <summary>How often one request tries an unknown token.</summary>
    internal const int Tries = 3;

    /// <summary>The wait between two of these tries, so that all lie within five seconds.</summary>
    internal static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile bool _isKnown = !isNeeded;

    /// <summary>Whether the token was accepted, or need not be tried.</summary>
    internal bool IsKnown => _isKnown;

    /// <summary>Waits until the token is known, or until it is the caller's turn to try it; true for the latter, and then
    /// <see cref="Leave"/> must follow.</summary>
    internal async Task<bool> EnterAsync(CancellationToken cancel)
    {
        if (_isKnown)
        {
            return false;
        }

        await _gate.WaitAsync(cancel).ConfigureAwait(false);
        if (!_isKnown)
        {
            return true;
        }

        _gate.Release();
        return false;
    }

    /// <summary>Takes note of a reply: any answer but a 401 says that the token is known.</summary>
    internal void Learn(int? status) => _isKnown |= status is < 500 and not 401;

    /// <summary>Lets the next one try, or all go.</summary>
    internal void Leave()
    {
        try
        {
            _gate.Release();
        }
        catch (ObjectDisposedException)
        {
            // The session was closed meanwhile, and nobody waits any more.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();
}

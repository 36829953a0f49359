using System;

namespace GhSecrets.Core;

/// <summary>How far one request is: where it goes, what was tried, and what that leaves for the next try.</summary>
internal sealed class RequestState(ApiRequest request, Uri address, RetryPolicy retries, Patience patience)
{
    internal ApiRequest Request => request;

    /// <summary>The address that was asked first.</summary>
    internal Uri FirstAddress { get; } = address;

    /// <summary>Where it goes by now: redirects are followed.</summary>
    internal Uri Address { get; set; } = address;

    internal RetryPolicy Retries => retries;

    internal Patience Patience => patience;

    /// <summary>What its next turn must have room for.</summary>
    internal RequestLoad Load { get; set; } = new(request.IsWrite, request.ReadsBefore);

    /// <summary>How often the request itself was sent, redirects not counted.</summary>
    internal int Attempts { get; set; }

    internal int Redirects { get; set; }

    /// <summary>The reply that says that a rate limit was hit, if that was the last one.</summary>
    internal ApiReply? Limited { get; set; }

    /// <summary>Whether it alone tries a token that has never been accepted.</summary>
    internal bool IsProbe { get; set; }

    /// <summary>How often the token was refused meanwhile.</summary>
    internal int TokenRefusals { get; set; }

    /// <summary>Whether a try has failed or met a limit.</summary>
    internal bool HasFailed { get; set; }

    /// <summary>Whether a try may have taken effect, although its answer was lost.</summary>
    internal bool MayBeDone { get; set; }
}

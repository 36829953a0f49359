using System.Collections.Generic;
using System.Net.Http.Headers;

namespace GhSecrets.Core;

/// <summary>What is particular to the service behind a session: the headers it asks for, which replies are answers, and what its refusals
/// mean.</summary>
internal abstract class ApiDialect
{
    /// <summary>The cmdlet that opens a session, for messages that say what to do.</summary>
    internal abstract string ConnectCommand { get; }

    /// <summary>What the service allows within a span of time, by its documentation.</summary>
    internal virtual IEnumerable<RateWindow> Pace => [];

    /// <summary>Adds what every request carries, but for the token.</summary>
    internal abstract void AddHeaders(HttpRequestHeaders headers, ApiSessionOptions options);

    /// <summary>Whether a reply that looks like a passing failure is an answer, which asking again would not change.</summary>
    internal virtual bool IsAnswer(ApiReply reply) => false;

    /// <summary>Whether a reply of success is one that the service gives to such a request; if not, something between has answered in its
    /// place.</summary>
    internal virtual bool IsGenuine(ApiRequest request, ApiReply reply) => reply.HasJsonOrNothing;

    /// <summary>Turns a refusing reply into the exception that says what to do.</summary>
    internal abstract ApiException Refusal(ApiReply reply, string tokenSource);
}

using Microsoft.AspNetCore.Http;

namespace MockGitHub;

/// <summary>A request on its way through the faults: its place among those at once, and the way on to the API.</summary>
internal sealed record FaultedRequest(HttpContext Context, RequestDelegate Api, FaultRun Run, MockState State, SecondaryLimit.Place Place)
{
    public FaultOptions Options => Run.Options;
}

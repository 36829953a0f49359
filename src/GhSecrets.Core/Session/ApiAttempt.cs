using System;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>One try of a request that looks first: its reads go out in the turn that the request has got, so that no wait comes between
/// them and it.</summary>
/// <remarks>A read that fails in passing, or meets a rate limit, ends the try as if the request had got that reply; the next try looks
/// again.</remarks>
/// <param name="read">Sends one read, once; whether a 404 is an answer is said with it.</param>
internal sealed class ApiAttempt(Func<string, bool, Task<ApiReply>> read)
{
    /// <summary>When its turn came, as a timestamp of the session's clock.</summary>
    internal long Began { get; init; }

    /// <summary>Whether the request waited for a limit, or was tried before: what was read earlier is of no use any more.</summary>
    internal bool HasWaited { get; init; }

    /// <summary>Whether an earlier try may have taken effect, although its answer was lost.</summary>
    internal bool MayBeDone { get; init; }

    /// <summary>How many reads its turn has room for.</summary>
    internal int Reads { get; set; }

    /// <summary>What the try sends.</summary>
    internal JObject? Body { get; set; }

    /// <summary>Reads one address.</summary>
    /// <param name="path">The path below the base address.</param>
    /// <param name="mayBeMissing">Whether a 404 is an answer like another.</param>
    /// <exception cref="ApiException">The server refused, or redirected to another address.</exception>
    internal Task<ApiReply> GetAsync(string path, bool mayBeMissing = false) => read(path, mayBeMissing);
}

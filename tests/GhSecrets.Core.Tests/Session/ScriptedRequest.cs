using System.Collections.Generic;

namespace GhSecrets.Core.Tests;

/// <summary>A request as it came over the wire: path with its query, headers by their names in any case, and the body as text.</summary>
internal sealed record ScriptedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);

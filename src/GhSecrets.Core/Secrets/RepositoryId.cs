using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>A repository as the server tells it: the id that it keeps for good, and the name that it has now.</summary>
internal sealed class RepositoryId(long id, string fullName)
{
    internal long Id => id;

    /// <summary>The name as <c>owner/name</c>.</summary>
    internal string FullName => fullName;

    /// <summary>Reads a repository of a reply.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.UnexpectedReply"/> when it lacks <c>id</c> or <c>full_name</c>.</exception>
    internal static RepositoryId Read(JObject json) => new(json.Number("id"), json.Text("full_name"));
}

using System.Linq;

namespace MockGitHub;

/// <summary>Leads a request to what answers it; what no line here names is 404, wrong methods and trailing slashes too.</summary>
internal static class Router
{
    public static Reply Answer(ApiRequest request)
    {
        request = request with { Path = NumericPath.ToNames(request.Path, request.State) };
        if (request.Path.Contains("") || (request.IsEnterpriseServer && IsCloudOnly(request.Path)))
        {
            throw RefusedException.NotFound();
        }

        return ScopeGrammar.Find(request.State, request.Path, request.Token.Login) is var (vault, rest)
            ? vault.Items == "variables" ? VariableRoutes.Answer(request, vault, rest) : SecretRoutes.Answer(request, vault, rest)
            : RepositoryRoutes.Answer(request);
    }

    private static bool IsCloudOnly(string[] path) => path
        is ["orgs", _, "codespaces" or "agents", ..]
        or ["repos", _, _, "codespaces" or "agents", ..]
        or ["user", "codespaces", ..];
}

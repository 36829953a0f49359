namespace MockGitHub;

/// <summary>A token in a seed; only <c>token</c> is needed.</summary>
internal sealed record SeedToken(string Token, string? Login = null, SecretAccess? Secrets = null, string[]? Repositories = null, int? RateLimit = null)
{
    public MockToken ToToken() => new(Token)
    {
        Login = Login ?? "octocat",
        Secrets = Secrets ?? SecretAccess.Write,
        Repositories = Repositories,
        RateLimit = RateLimit ?? 5000,
    };
}

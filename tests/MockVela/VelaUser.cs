namespace MockVela;

/// <summary>A user by a personal token of the source host; one who is no platform admin has no rights to any secret.</summary>
public sealed record VelaUser(string Token, string Name, bool IsAdmin)
{
    /// <summary>The refresh token of the user's login.</summary>
    public string RefreshToken => $"refresh-{Token}";
}

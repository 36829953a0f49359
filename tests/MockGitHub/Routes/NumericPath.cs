using System.Globalization;

namespace MockGitHub;

/// <summary>The second form of addresses that GitHub answers and writes into <c>Link</c>: by id, so that they outlive a change of name.</summary>
internal static class NumericPath
{
    public static string[] ToNames(string[] path, MockState state) => path switch
    {
        ["organizations", var id, .. var rest] when TryParse(id) is { } number && state.FindOrganization(number) is { } found
            => ["orgs", found.Login, .. rest],
        ["repositories", var id, .. var rest] when TryParse(id) is { } number && state.FindRepository(number) is { } found
            => ["repos", found.Owner.Login, found.Name, .. rest],
        _ => path,
    };

    public static string[] FromNames(string[] path, MockState state) => path switch
    {
        ["orgs", var login, .. var rest] when state.FindOrganization(login) is { } found => ["organizations", Format(found.Id), .. rest],
        ["repos", var owner, var name, .. var rest] when state.FindRepository(owner, name) is { } found => ["repositories", Format(found.Id), .. rest],
        _ => path,
    };

    /// <summary>Reads an id as it stands in a path.</summary>
    public static long? TryParse(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Format(long id) => id.ToString(CultureInfo.InvariantCulture);
}

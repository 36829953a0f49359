using System.Linq;
using System.Reflection;

namespace GhSecrets.Core.Tests;

/// <summary>What the build told these tests of itself.</summary>
internal static class Build
{
    /// <summary>The folder of the repository.</summary>
    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    /// <summary>The program <c>ghsecrets</c>, which <c>dotnet</c> starts.</summary>
    public static string ConsolePath => Metadata("ConsolePath");

    private static string Metadata(string key) =>
        typeof(Build).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}

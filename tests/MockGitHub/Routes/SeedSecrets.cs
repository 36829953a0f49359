using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MockGitHub;

/// <summary>Many secrets at once for one scope, stored without sealing, limits or checks: <c>{prefix}0001</c> and on.</summary>
internal sealed record SeedSecrets(
    string Scope, int Count = 1, string Prefix = "SECRET_", string? Value = null, string? Visibility = null, string[]? SelectedRepositories = null)
{
    public static SeedSecrets Read(string json) => Seed.Read<SeedSecrets>(json);

    public void ApplyTo(MockState state)
    {
        var vault = state.FindVault(Scope) ?? throw new ArgumentException($"There is no scope '{Scope}'.");
        var ids = (SelectedRepositories ?? []).Select(name => FindRepository(state, name).Id).ToArray();
        for (var number = 1; number <= Count; number++)
        {
            var name = (Prefix + number.ToString("D4", CultureInfo.InvariantCulture)).ToUpperInvariant();
            var value = Encoding.UTF8.GetBytes(Value ?? $"value of {name}");
            vault.Write(new StoredSecret(name, [.. value], state.Now, state.Now)
            {
                Visibility = vault.IsOrganization ? Visibility ?? "private" : vault.SelectsRepositories ? "selected" : null,
                SelectedRepositoryIds = [.. ids],
            });
        }
    }

    private static Repository FindRepository(MockState state, string name) =>
        name.Split('/') is [var owner, var repository] && state.FindRepository(owner, repository) is { } found
            ? found
            : throw new ArgumentException($"There is no repository '{name}'.");
}

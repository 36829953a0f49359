using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MockGitHub;

/// <summary>Many secrets or variables at once for one scope, stored without sealing, limits or checks: <c>SECRET_0001</c> or <c>VARIABLE_0001</c> and on, or with another prefix.</summary>
internal sealed record SeedSecrets(
    string Scope, int Count = 1, string? Prefix = null, string? Value = null, string? Visibility = null, string[]? SelectedRepositories = null)
{
    public static SeedSecrets Read(string json) => Seed.Read<SeedSecrets>(json);

    public void ApplyTo(MockState state, string items)
    {
        var vault = (items == "variables" ? state.FindVariables(Scope) : state.FindVault(Scope)) ?? throw new ArgumentException($"There is no scope '{Scope}'.");
        var prefix = Prefix ?? $"{items[..^1]}_";
        var ids = (SelectedRepositories ?? []).Select(name => FindRepository(state, name).Id).ToArray();
        for (var number = 1; number <= Count; number++)
        {
            var name = (prefix + number.ToString("D4", CultureInfo.InvariantCulture)).ToUpperInvariant();
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

using System;
using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>Which repositories the patterns of a declared secret take in.</summary>
public sealed class RepositorySelectionTests
{
    [Theory]
    [InlineData("acme/svc-*", "acme/svc-a", true)]
    [InlineData("acme/svc-*", "ACME/SVC-", true)]
    [InlineData("acme/svc-*", "acme/svc", false)]
    [InlineData("acme/svc-*", "acme/my-svc-a", false)]
    [InlineData("acme/svc-*", "acme2/svc-a", false)]
    [InlineData("acme/svc-?", "acme/svc-a", true)]
    [InlineData("acme/svc-?", "acme/svc-ab", false)]
    [InlineData("acme/*.api", "acme/pay.api", true)]
    [InlineData("acme/*.api", "acme/pay-api", false)]
    [InlineData("acme/*", "acme/anything", true)]
    [InlineData("ACME/*a*a*", "acme/banana", true)]
    public void APattern_MatchesTheWholeName(string pattern, string repository, bool expected) => Assert.Equal(expected, Select(pattern).Includes(Listed(repository)));

    [Theory]
    [InlineData("topic: payments", true)]
    [InlineData("topic: Payments", true)]
    [InlineData("topic: [payments, go]", true)]
    [InlineData("topic: [payments, java]", false)]
    [InlineData("topic: pay", false)]
    [InlineData("visibility: private", true)]
    [InlineData("visibility: Internal", false)]
    [InlineData("visibility: public, topic: go", false)]
    [InlineData("visibility: private, topic: go", true)]
    public void TopicAndVisibility_NarrowAPattern(string narrowed, bool expected) =>
        Assert.Equal(expected, Read($"{{ match: 'acme/*', {narrowed} }}").Selection!.Includes(Listed("acme/app", RepositoryVisibility.Private, "go", "payments")));

    [Fact]
    public void AMatchWithoutWildcard_IsAPatternToo_SinceItMustBeListed()
    {
        DeclaredItem secret = Read("{ match: acme/app, topic: go }");

        Assert.Empty(secret.Scopes);
        Assert.True(secret.Selection!.Includes(Listed("acme/App", RepositoryVisibility.Public, "go")));
        Assert.False(secret.Selection.Includes(Listed("acme/App")));
    }

    [Fact]
    public void Exclusions_HoldForAllPatterns_AndForNames()
    {
        DeclaredItem secret = Read("acme/app, acme/old-1, 'acme/svc-*', { match: 'globex/*', topic: go }, '!acme/OLD-*', '!acme/svc-old', '!globex/api'");

        Assert.Equal(["acme/app"], secret.Scopes.Select(scope => scope.Repository));
        Assert.Equal(["acme", "globex"], secret.Selection!.Owners);
        Assert.True(secret.Selection.Includes(Listed("acme/svc-new")));
        Assert.False(secret.Selection.Includes(Listed("acme/svc-Old")));
        Assert.False(secret.Selection.Includes(Listed("globex/api", RepositoryVisibility.Public, "go")));
    }

    [Theory]
    [InlineData("'!acme/*'")]
    [InlineData("acme/app, '!acme/*'")]
    [InlineData("'*/app'")]
    [InlineData("'ac?e/app'")]
    [InlineData("'*'")]
    [InlineData("'acme/'")]
    [InlineData("'acme/a b*'")]
    [InlineData("'acme/..'")]
    [InlineData("'acme/[ab]'")]
    [InlineData("'https://github.com/acme'")]
    [InlineData("'https://github.com/ac*/app'")]
    [InlineData("'!'")]
    [InlineData("{ match: '!acme/app' }")]
    [InlineData("{ match: '*/app' }")]
    public void WhatSelectsNothing_OrIsNoPattern_IsAProblem(string items)
    {
        using DeclaredFile file = Declared.Yaml($"secrets: [{{ name: A, repositories: [{items}], {Declared.Value} }}]");

        Assert.Single(file.Problems());
    }

    [Fact]
    public void WhateverIsWritten_NamesAndPatternsNeverOverlap_AndExclusionsWin()
    {
        Random random = new(20);
        for (int round = 0; round < 500; round++)
        {
            string[] names = Some(random, 1, () => Name(random, "ab"));
            string[] patterns = Some(random, 1, () => Name(random, "ab*?"));
            string[] excluded = Some(random, 0, () => Name(random, "ab*?"));
            IEnumerable<string> items = names.Concat(patterns.Select(pattern => pattern + "*")).Concat(excluded.Select(pattern => "!" + pattern));
            DeclaredItem secret = Read($"{string.Join(", ", items.Select(item => $"'{item}'"))}, globex/x");
            foreach (string repository in Enumerable.Range(0, 30).Select(_ => Name(random, "abAB")))
            {
                bool isExcluded = excluded.Any(pattern => Matches(pattern, repository));
                bool isNamed = names.Contains(repository, StringComparer.OrdinalIgnoreCase);
                bool isMatched = patterns.Any(pattern => Matches(pattern + "*", repository));
                string told = $"{repository} of {string.Join(", ", items)}";

                Assert.True((isNamed && !isExcluded) == secret.Scopes.Any(scope => repository.Equals(scope.Repository, StringComparison.OrdinalIgnoreCase)), told);
                Assert.True((isMatched && !isNamed && !isExcluded) == secret.Selection!.Includes(Listed(repository)), told);
            }
        }
    }

    // The plainest matcher there is, to hold the other one to.
    private static bool Matches(string pattern, string text) =>
        pattern.Length == 0 ? text.Length == 0
        : pattern[0] == '*' ? Matches(pattern.Substring(1), text) || (text.Length > 0 && Matches(pattern, text.Substring(1)))
        : text.Length > 0 && (pattern[0] == '?' || char.ToUpperInvariant(pattern[0]) == char.ToUpperInvariant(text[0])) && Matches(pattern.Substring(1), text.Substring(1));

    private static string Name(Random random, string letters) =>
        "acme/" + new string([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => letters[random.Next(letters.Length)])]);

    private static string[] Some(Random random, int least, Func<string> make) => [.. Enumerable.Range(0, random.Next(least, 4)).Select(_ => make())];

    private static ListedRepository Listed(string fullName, RepositoryVisibility visibility = RepositoryVisibility.Public, params string[] topics) =>
        new(fullName, topics, visibility, IsArchived: false);

    private static RepositorySelection Select(string pattern) => Read($"'{pattern}'").Selection!;

    private static DeclaredItem Read(string items)
    {
        using DeclaredFile file = Declared.Yaml($"secrets: [{{ name: A, repositories: [{items}], {Declared.Value} }}]");
        return file.Single();
    }
}

using System.Collections.Generic;
using System.Globalization;

namespace GhSecrets.Core;

/// <summary>Finds names that are declared twice at one scope, and scopes with more names than fit.</summary>
internal sealed class DeclaredNames(ProblemList problems)
{
    private readonly Dictionary<(SecretScope Scope, string Name), long> _lines = [];
    private readonly Dictionary<SecretScope, int> _counts = [];

    /// <summary>Takes the scopes that an item names itself; overlaps with patterns are known only once repositories are listed.</summary>
    internal void Add(InputNode item, string name, IReadOnlyList<SecretScope> scopes)
    {
        bool told = false;
        foreach (SecretScope scope in scopes)
        {
            if (!_lines.TryGetValue((scope, name), out long earlier))
            {
                _lines.Add((scope, name), item.Line);
                Count(item, scope);
            }
            else if (!told)
            {
                told = true;
                problems.Add(item, string.Format(
                    CultureInfo.InvariantCulture, "{0} in {1} is declared for a second time: first in line {2}, and again in line {3}. "
                        + "Remove one.", name, scope, earlier, item.Line));
            }
        }
    }

    private void Count(InputNode item, SecretScope scope)
    {
        _counts.TryGetValue(scope, out int count);
        _counts[scope] = ++count;
        if (scope.Rules.MaximumCount is int maximum && count == maximum + 1)
        {
            problems.Add(
                item,
                string.Format(
                    CultureInfo.InvariantCulture,
                    "This is {0} number {1} of {2}, where GitHub keeps {3}. Declare some at another scope.",
                    Words.One(scope.Items),
                    count,
                    scope,
                    maximum),
                Words.TooMany(scope.Items));
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>Finds the word that was most likely meant.</summary>
internal static class NearestWord
{
    /// <summary>The known word that is the fewest edits away, if these are few for its length; null when none is near.</summary>
    internal static string? Of(string text, IReadOnlyList<string> known)
    {
        // More would be a text of another kind, and long ones take long.
        const int Longest = 40;
        return text.Length is 0 or > Longest ? null : known
            .Select(word => (Word: word, Edits: Edits(text.ToUpperInvariant(), word.ToUpperInvariant())))
            .Where(one => one.Edits <= (one.Word.Length + 2) / 3)
            .OrderBy(one => one.Edits)
            .Select(one => one.Word)
            .FirstOrDefault();
    }

    /// <summary>How many letters must be put in, left out or replaced to make one text of the other (Levenshtein's distance).</summary>
    internal static int Edits(string a, string b)
    {
        int[] row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}

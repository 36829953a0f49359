using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>Several texts in one property; as one text they are separated by semicolons, so that a CSV file keeps them and a cmdlet reads
/// them back.</summary>
public sealed class TextList : ReadOnlyCollection<string>
{
    /// <summary>Copies the texts.</summary>
    internal TextList(IEnumerable<string> texts)
        : base(texts.ToList())
    {
    }

    /// <summary>The texts, separated by semicolons.</summary>
    public override string ToString() => string.Join(";", this);
}

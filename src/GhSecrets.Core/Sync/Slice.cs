using System;
using System.Buffers.Binary;
using System.Globalization;

namespace GhSecrets.Core;

/// <summary>One of several jobs that share the scopes among them: each scope belongs to exactly one, whichever others a machine
/// sees.</summary>
public sealed record Slice
{
    /// <summary>The most slices that there may be: 1,000.</summary>
    public const int MaximumCount = 1000;

    private const string PositionVariable = "SYSTEM_JOBPOSITIONINPHASE";
    private const string TotalVariable = "SYSTEM_TOTALJOBSINPHASE";

    /// <summary>Takes the slice of that number.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> unless 1 ≤ number ≤ count ≤
    /// <see cref="MaximumCount"/>.</exception>
    public Slice(int number, int count)
    {
        if (count is < 1 or > MaximumCount)
        {
            throw Invalid($"There cannot be {count} slices. Give a SliceCount from 1 to {MaximumCount}.");
        }

        if (number < 1 || number > count)
        {
            throw Invalid($"There is no slice {number} of {count}. Give a Slice from 1 to {count}.");
        }

        Number = number;
        Count = count;
    }

    /// <summary>Which slice it is, from 1.</summary>
    public int Number { get; }

    /// <summary>How many slices there are.</summary>
    public int Count { get; }

    /// <summary>The slice of a job that Azure Pipelines runs with <c>strategy: parallel</c>; null elsewhere, and when there is only one
    /// such job.</summary>
    /// <param name="read">Reads a variable of the environment.</param>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when the variables hold no such slice.</exception>
    public static Slice? FromEnvironment(Func<string, string?> read)
    {
        if (string.IsNullOrEmpty(read("TF_BUILD")) || string.IsNullOrEmpty(read(TotalVariable)))
        {
            return null;
        }

        int total = Number(TotalVariable);
        return total > 1 ? new Slice(Number(PositionVariable), total) : null;

        int Number(string variable) => int.TryParse(read(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Invalid($"The variable {variable} holds no number, so that this job's slice is not known. Give -Slice and "
                + "-SliceCount (--slice, --slice-count).");
    }

    /// <summary>Whether a scope is this slice's: by a hash of its path, so that another list of scopes moves none of them.</summary>
    public bool Includes(SecretScope scope) =>
        BinaryPrimitives.ReadUInt64BigEndian(ScopeHash.Of(scope)) % (ulong)Count == (ulong)(Number - 1);

    /// <summary>The slice in words: <c>slice 2 of 8</c>.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "slice {0} of {1}", Number, Count);

    private static GhSecretsException Invalid(string message) => new(ErrorId.InvalidArgument, message);
}

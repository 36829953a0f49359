using System;
using System.Threading.Tasks;

namespace Bench;

/// <summary>Our side of a row.</summary>
internal interface IClient : IAsyncDisposable
{
    /// <summary>What a row must say of whose numbers these are.</summary>
    string Remark { get; }

    /// <summary>How many requests it sends to list a scope to which it brings that many secrets.</summary>
    int Lists(int secrets);

    /// <summary>Sets the secret of every row of a CSV file.</summary>
    Task<Sample> ApplyAsync(string rows);
}

using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Bench.Rows;

/// <summary>All that is measured, in the order of the table.</summary>
internal static class RowFiles
{
    internal static IEnumerable<(string Name, Func<Workbench, Task<IEnumerable<Row>>> Measure)> All(bool quick) =>
    [
        (nameof(OneRepository), OneRepository.MeasureAsync),
        (nameof(ManyRepositories), ManyRepositories.MeasureAsync),
        (nameof(Throughput), Throughput.MeasureAsync),
        (nameof(Latency), Latency.MeasureAsync),
        (nameof(Sealing), Sealing.MeasureAsync),
        (nameof(Import), Import.MeasureAsync),
        (nameof(Memory), Memory.MeasureAsync),
        (nameof(Declared), Declared.MeasureAsync),
        (nameof(Scale), Scale.MeasureAsync),
        .. quick ? Array.Empty<(string, Func<Workbench, Task<IEnumerable<Row>>>)>() : [(nameof(Paced), Paced.MeasureAsync)],
    ];
}

// Measures the module against gh, wrk and libsodium, prints one table and writes it to docs/benchmarks.md.
using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using Bench;
using Bench.Rows;

var runs = new Option<int>("--runs") { Description = "How many runs each median is of.", DefaultValueFactory = _ => 5 };
var quick = new Option<bool>("--quick") { Description = "Leave out what waits for minutes." };
var powershell = new Option<string[]>("--powershell") { Description = "The PowerShell to measure in: its program, and the arguments before all others.", Required = true, AllowMultipleArgumentsPerToken = true };
var only = new Option<string>("--only") { Description = "Only the rows of one file in bench/Rows, and nothing is written." };
var command = new RootCommand("Measures the module against gh, wrk and libsodium.") { runs, quick, powershell, only, SealLoop.Command() };

only.AcceptOnlyFromAmong([.. RowFiles.All(quick: false).Select(file => file.Name)]);
command.SetAction(async (arguments, cancel) =>
{
    await using Workbench bench = await Workbench.StartAsync(arguments.GetRequiredValue(powershell), arguments.GetValue(runs));
    Report report = new(bench);
    foreach (var (name, measure) in RowFiles.All(arguments.GetValue(quick)))
    {
        if (arguments.GetValue(only) is { } wanted && wanted != name)
        {
            continue;
        }

        foreach (Row row in await measure(bench))
        {
            report.Add(row);
        }
    }

    Console.WriteLine();
    Console.WriteLine(report.Table());
    if (arguments.GetValue(only) is null)
    {
        await File.WriteAllTextAsync(Report.Path, await report.WriteAsync(), cancel);
        Console.WriteLine($"Written to {Report.Path}.");
    }
});
return await command.Parse(args).InvokeAsync();

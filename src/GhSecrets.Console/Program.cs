using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.Linq;
using GhSecrets.Console;

RootCommand root = new(
    "Puts secrets where pipelines need them. The same as the PowerShell module GhSecrets, for machines without PowerShell.")
{
    new PlanCommand(),
    new ApplyCommand(),
};
ParseResult parsed = root.Parse(args);
InvocationConfiguration configuration = new()
{
    // What a stopped run has done is noted and told, however slow the disk is.
    ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
};
if (parsed.Action is ParseErrorAction)
{
    // What was mistyped may be a value or a token, and is said back.
    parsed = root.Parse([.. args.Select(ShownArgument.Of)]);

    // On the output --json promises nothing but JSON, and a mistake comes with help and suggestions.
    configuration.Output = configuration.Error;
}

return await parsed.InvokeAsync(configuration);

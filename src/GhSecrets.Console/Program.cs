using System.CommandLine;
using System.CommandLine.Invocation;
using GhSecrets.Console;

RootCommand root = new("Puts secrets where pipelines need them. The same as the PowerShell module GhSecrets, for machines without PowerShell.")
{
    new PlanCommand(),
    new ApplyCommand(),
};
ParseResult parsed = root.Parse(args);
InvocationConfiguration configuration = new();
if (parsed.Action is ParseErrorAction)
{
    // On the output --json promises nothing but JSON, and a mistake comes with help and suggestions.
    configuration.Output = configuration.Error;
}

return await parsed.InvokeAsync(configuration);

using System.CommandLine;
using GhSecrets.Console;

RootCommand root = new("Puts secrets where pipelines need them. The same as the PowerShell module GhSecrets, for machines without PowerShell.")
{
    ApplyCommand.Create(),
};
return await root.Parse(args).InvokeAsync();

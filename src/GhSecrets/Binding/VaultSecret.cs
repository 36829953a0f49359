using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>A secret of a vault of SecretManagement, read by its <c>Get-Secret</c> on the pipeline thread.</summary>
internal static class VaultSecret
{
    private static readonly SecretValueTransformationAttribute s_values = new();

    /// <summary>The secret's value, which the caller disposes; null when the vault has none of that name.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/> when there is no such cmdlet, it fails, or the secret is of a kind that is no value.</exception>
    internal static SecretValue? Read(CommandInvocationIntrinsics commands, string name, string? vault)
    {
        if (commands.GetCommand("Get-Secret", CommandTypes.Cmdlet | CommandTypes.Function) is not CommandInfo command)
        {
            throw new GhSecretsException(ErrorId.InvalidValue, "There is no Get-Secret. Install Microsoft.PowerShell.SecretManagement, and register a vault.");
        }

        try
        {
            Collection<PSObject> found = commands.InvokeScript(
                "param($command, $name, $vault) if ($vault) { & $command -Name $name -Vault $vault -ErrorAction Stop } else { & $command -Name $name -ErrorAction Stop }",
                useNewScope: true,
                PipelineResultTypes.None,
                input: null,
                command,
                name,
                vault);
            return found.Count == 0 ? null
                : s_values.Transform(null!, found[0]) as SecretValue
                ?? throw new GhSecretsException(ErrorId.InvalidValue, $"Get-Secret gives a {found[0].BaseObject.GetType().Name} for '{name}'. It must be a string, SecureString, byte[] or PSCredential.");
        }
        catch (RuntimeException e)
        {
            throw new GhSecretsException(ErrorId.InvalidValue, $"Get-Secret cannot read '{name}': {e.Message}");
        }
    }
}

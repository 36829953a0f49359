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
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/> when there is no such cmdlet, it fails, or it gives what is
    /// not one value.</exception>
    internal static SecretValue? Read(CommandInvocationIntrinsics commands, string name, string? vault)
    {
        if (commands.GetCommand("Get-Secret", CommandTypes.Cmdlet | CommandTypes.Function) is not CommandInfo command)
        {
            throw new GhSecretsException(
                ErrorId.InvalidValue,
                "There is no Get-Secret. Install Microsoft.PowerShell.SecretManagement, and register a vault.");
        }

        try
        {
            // The comma keeps a byte[] in one piece.
            Collection<PSObject?> found = commands.InvokeScript(
                "param($command, $name, $vault) $from = @{}; if ($vault) { $from.Vault = $vault }; , @(& $command -Name $name @from "
                    + "-ErrorAction Stop)",
                useNewScope: true,
                PipelineResultTypes.None,
                input: null,
                command,
                name,
                vault);
            return found.Count > 1 ? throw Odd($"{found.Count} objects")
                : found.Count == 1 && found[0] is PSObject secret ? Value(secret) ?? throw Odd($"a {secret.BaseObject.GetType().Name}")
                : null;
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            // The record's own text: the message of the exception says first that -ErrorAction is Stop.
            throw new GhSecretsException(ErrorId.InvalidValue, $"Get-Secret cannot read '{name}': {e.ErrorRecord}");
        }

        GhSecretsException Odd(string given) =>
            new(
                ErrorId.InvalidValue,
                $"Get-Secret gives {given} for '{name}'. It must be one string, SecureString, byte[] or PSCredential.");
    }

    // The empty text is one for all, and not to be disposed.
    private static SecretValue? Value(PSObject secret) => !SecretValueTransformationAttribute.IsValue(secret.BaseObject) ? null
        : s_values.Transform(null!, secret) is not SecretValue value ? null
        : ReferenceEquals(value, SecretValueTransformationAttribute.EmptyText) ? SecretValue.FromText("")
        : value;
}

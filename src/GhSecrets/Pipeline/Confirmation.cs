using System;
using System.Management.Automation;
using System.Management.Automation.Host;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Asks whether a change may happen; where nobody can be asked, the error says how to go on without a question.</summary>
internal static class Confirmation
{
    /// <summary>What <c>-WhatIf</c>, <c>-Confirm</c> and the preferences say, or a person answers.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="target">What is changed.</param>
    /// <param name="action">What is done to it.</param>
    /// <param name="hasForce">Whether its <c>-Force</c> asks nothing.</param>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.ConfirmationNeeded"/> when the host cannot ask.</exception>
    internal static bool Ask(PSCmdlet cmdlet, string target, string action, bool hasForce)
    {
        try
        {
            return cmdlet.ShouldProcess(HarmlessText.Of(target), HarmlessText.Of(action));
        }
        catch (Exception e) when (e is HostException or InvalidOperationException or NotImplementedException)
        {
            // Each host says in its own way that it has nobody to ask.
            throw new GhSecretsException(
                ErrorId.ConfirmationNeeded,
                $"'{action}' needs a confirmation, and nobody can be asked here. "
                    + $"Give {(hasForce ? "-Force or " : "")}-Confirm:$false if it is meant.");
        }
    }
}

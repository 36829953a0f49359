using System;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Host;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>The one way by which text leaves a cmdlet beside its errors: what it says of a server, a file or a name is made
/// harmless.</summary>
internal static class Shown
{
    /// <summary>Writes a warning.</summary>
    internal static void Warn(this Cmdlet cmdlet, string text) => cmdlet.WriteWarning(HarmlessText.Of(text));

    /// <summary>Writes what <c>-Verbose</c> shows.</summary>
    internal static void Detail(this Cmdlet cmdlet, string text) => cmdlet.WriteVerbose(HarmlessText.Of(text));

    /// <summary>Tells the person at the host how far a run was, once it was stopped: a stopped pipeline takes no more of a cmdlet, and a
    /// host may have nobody to tell.</summary>
    internal static void Stopped(PSCmdlet cmdlet, string text)
    {
        try
        {
            cmdlet.Host.UI?.WriteWarningLine(HarmlessText.Of(text));
        }
        catch (Exception e) when (
            e is HostException or InvalidOperationException or NotImplementedException or NotSupportedException or IOException)
        {
            // Whoever wanted to know is gone.
        }
    }
}

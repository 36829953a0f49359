using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Asks for a value whose characters are not shown, as <c>Read-Host -AsSecureString</c> does.</summary>
internal static class ValuePrompt
{
    /// <summary>What a person types; null where nobody can be asked.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/> when nothing was typed.</exception>
    internal static SecretValue? Ask(PSHost host, string what)
    {
        // Without a terminal PowerShell's own host would not fail but end the whole script.
        if (host.Name == "ConsoleHost" && Console.IsInputRedirected)
        {
            return null;
        }

        FieldDescription field = new(HarmlessText.Of(what));
        field.SetParameterType(typeof(SecureString));
        Dictionary<string, PSObject>? typed;
        try
        {
            typed = host.UI?.Prompt("", "", new Collection<FieldDescription> { field });
        }
        catch (Exception e) when (
            e is HostException or InvalidOperationException or NotImplementedException or NotSupportedException or IOException)
        {
            return null;
        }

        // A dialog that was closed gives nothing, or an empty field.
        using SecureString? text = typed?.Values.FirstOrDefault()?.BaseObject as SecureString;
        return text is { Length: > 0 }
            ? SecretValue.FromSecureString(text)
            : throw new GhSecretsException(ErrorId.InvalidValue, "There is no value: nothing was typed. An empty value is -Value ''.");
    }
}

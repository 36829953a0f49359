using System;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Tells PowerShell, when the module is imported, what stands for an object where no table or list of its own is used: among
/// objects of another kind, and in <c>Format-Wide</c> and <c>Format-Custom</c>.</summary>
/// <remarks>Each type gets a hidden property in words, which <see cref="ScreenText"/> made harmless. A file of types would do the same, but
/// PowerShell refuses its second import from another folder.</remarks>
public sealed class ShortLists : IModuleAssemblyInitializer
{
    private const string Words = "[GhSecrets.ScreenText]::Of($this)";

    /// <inheritdoc/>
    public void OnImport()
    {
        Add(typeof(Secret), "Secret", Words, "UpdatedAt");
        Add(typeof(SecretChange), "Change", Words);
        Add(typeof(SecretComparison), "Secret", Words, "Action", "ShortReason");
        Add(typeof(SecretRepository), "Access", "[GhSecrets.ScreenText]::Of(\"$this sees $($this.Name) in $($this.Place)\")");
        Add(typeof(PublicKey), "PublicKey", Words);
        Add(typeof(SealedSecret), "Secret", Words);
        Add(typeof(GhSession), "Session", Words);
        Add(typeof(VelaSecret), "Secret", Words, "UpdatedAt");
        Add(typeof(VelaSecretChange), "Change", Words);
        Add(typeof(VelaSession), "Session", Words);
        Add(typeof(SecretInput), "Secret", "[GhSecrets.ScreenText]::NameAnd($this.Name, [GhSecrets.ScreenText]::Place($this))");
    }

    private static void Add(Type type, string hidden, string words, params string[] others)
    {
        TypeData data = new(type.FullName!)
        {
            DefaultDisplayProperty = hidden,
            DefaultDisplayPropertySet = new PropertySetData([hidden, .. others]),
        };
        data.Members.Add(hidden, new ScriptPropertyData(hidden, ScriptBlock.Create(words)) { IsHidden = true });
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Update-TypeData").AddParameter("TypeData", data).AddParameter("Force").Invoke();
    }
}

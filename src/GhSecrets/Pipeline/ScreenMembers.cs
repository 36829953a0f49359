using System;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Gives each type, when the module is imported, what its views show (<see cref="ScreenText.OnScreen"/>), and what stands for it
/// where no view of its own is used: among objects of another kind, in <c>Format-Wide</c> and in <c>Format-Custom</c>.</summary>
/// <remarks>The properties are hidden, and no part of JSON or CSV. A file of types would do the same, but PowerShell refuses its second
/// import from another folder.</remarks>
public sealed class ScreenMembers : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    public void OnImport()
    {
        TypeData[] types =
        [
            Of(typeof(Secret), "Secret", ScreenText.Words, "UpdatedAt"),
            Of(typeof(SecretChange), "Change", ScreenText.Words),
            Of(typeof(SecretComparison), "Secret", ScreenText.Words, "Action", "ShortReason"),
            Of(typeof(Variable), "Variable", ScreenText.Words, "Value", "UpdatedAt"),
            Of(typeof(VariableChange), "Change", ScreenText.Words),
            Of(typeof(SecretRepository), "Access", ScreenText.AccessWords),
            Of(typeof(PublicKey), "PublicKey", ScreenText.Words),
            Of(typeof(SealedSecret), "Secret", ScreenText.Words),
            Of(typeof(GhSession), "Session", ScreenText.Words),
            Of(typeof(VelaSecret), "Secret", ScreenText.Words, "UpdatedAt"),
            Of(typeof(VelaSecretChange), "Change", ScreenText.Words),
            Of(typeof(VelaSession), "Session", ScreenText.Words),
            Of(typeof(SecretTarget), "Target", ScreenText.Words),
            Of(typeof(VelaSecretTarget), "Target", ScreenText.Words),
            Of(typeof(SecretInput), "Secret", ScreenText.RowWords),
        ];
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Update-TypeData").AddParameter("TypeData", types).AddParameter("Force").Invoke();
    }

    private static TypeData Of(Type type, string hidden, Func<PSObject, string> words, params string[] others)
    {
        TypeData data = new(type.FullName!)
        {
            DefaultDisplayProperty = hidden,
            DefaultDisplayPropertySet = new PropertySetData([hidden, .. others]),
        };
        Hide(data, hidden, words);
        Hide(data, nameof(ScreenText.OnScreen), ScreenText.OnScreen);
        return data;
    }

    private static void Hide<T>(TypeData data, string name, Func<PSObject, T> getter) =>
        data.Members.Add(name, new CodePropertyData(name, getter.Method) { IsHidden = true });
}

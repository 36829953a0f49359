using System.Text;

namespace MockGitHub;

/// <summary>What GitHub holds a variable to: its name, its size, and how many there may be.</summary>
internal static class VariableRules
{
    public static void Check(string? name, string? value)
    {
        if (name is not null)
        {
            SecretRules.CheckName(name, "Variable");
        }

        if (value is not null && Encoding.UTF8.GetByteCount(value) > SecretRules.MaximumSize)
        {
            throw RefusedException.Unprocessable("Value is too large");
        }
    }

    public static int Limit(Vault vault) => vault switch
    {
        { Application: not "actions" } => int.MaxValue,
        { IsOrganization: true } => 1000,
        { Environment: not null } => 100,
        _ => 500,
    };

    public static RefusedException TooMany(Vault vault) =>
        RefusedException.Unprocessable($"Variable limit reached. No more than {Limit(vault)} variables may be stored here.");
}

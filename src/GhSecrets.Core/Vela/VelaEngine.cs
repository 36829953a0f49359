namespace GhSecrets.Core;

/// <summary>Where a Vela server keeps a secret.</summary>
public enum VelaEngine
{
    /// <summary>Vela's own database.</summary>
    Native,

    /// <summary>HashiCorp Vault, where the server was set up for it.</summary>
    Vault,
}

namespace GhSecrets.Core;

/// <summary>What a write did, or found done.</summary>
public enum VariableAction
{
    /// <summary>The variable is new (POST, 201).</summary>
    Created,

    /// <summary>The variable, or its list of repositories, was there and has changed (204).</summary>
    Updated,

    /// <summary>The variable was as it was to be, and nothing was written.</summary>
    Unchanged,

    /// <summary>The variable has another name and all else as before (PATCH, 204).</summary>
    Renamed,

    /// <summary>The variable is gone (204).</summary>
    Removed,
}

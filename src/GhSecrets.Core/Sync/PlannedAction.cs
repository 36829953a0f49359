namespace GhSecrets.Core;

/// <summary>How a secret or a variable at the server differs from what a file declares, and so what a sync does.</summary>
public enum PlannedAction
{
    /// <summary>It is declared and not there: it is created.</summary>
    Create,

    /// <summary>Its value has changed, or nobody can tell whether it has: it is written.</summary>
    Update,

    /// <summary>Its visibility or its selected repositories differ: it is written with those that are declared.</summary>
    Access,

    /// <summary>It is what the file declares: nothing is sent.</summary>
    Unchanged,

    /// <summary>Somebody changed it since the last sync wrote it: it is written again.</summary>
    Drifted,

    /// <summary>It is there, neither declared nor written by a sync: it is left alone.</summary>
    Unowned,

    /// <summary>A sync wrote it and the file no longer declares it: it is removed when pruning was asked for.</summary>
    Remove,
}

namespace GhSecrets.Core;

/// <summary>How a file of secrets is written.</summary>
public enum SecretFileFormat
{
    /// <summary>Lines of <c>NAME=value</c>, as in <c>.env</c>.</summary>
    Env,

    /// <summary>A JSON object of names and values, or a list of objects with Name and Value.</summary>
    Json,

    /// <summary>A YAML map of names and values, or a list of maps with Name and Value.</summary>
    Yaml,

    /// <summary>Rows with commas, under a header with the names of the columns.</summary>
    Csv,
}

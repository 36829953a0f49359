namespace GhSecrets.Core;

/// <summary>What a cmdlet that writes asks of its session, whatever the server.</summary>
public interface IWriterSession
{
    /// <summary>How many requests may run at once.</summary>
    int ThrottleLimit { get; }

    /// <summary>Whether a runner of pipelines is told of each value, so that it hides the value in the job's log.</summary>
    bool RegisterMask { get; }
}

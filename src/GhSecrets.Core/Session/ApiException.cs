using System.Net;

namespace GhSecrets.Core;

/// <summary>A reply that is a refusal, with the status and GitHub's own words.</summary>
public sealed class ApiException : GhSecretsException
{
    internal ApiException(ErrorId id, string message, ApiReply reply)
        : base(id, message)
    {
        Status = reply.Status;
        RequestId = reply.RequestId;
        Attempts = reply.Attempts;
    }

    internal ApiException(ErrorId id, string message, ApiException refined, int earlierAttempts = 0)
        : base(id, message)
    {
        Status = refined.Status;
        RequestId = refined.RequestId;
        Attempts = earlierAttempts + refined.Attempts;
    }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>GitHub's id of the request, for their support.</summary>
    public string? RequestId { get; }

    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; }

    /// <summary>The same refusal, of what had been sent so often before.</summary>
    internal ApiException After(int earlierAttempts) => new(Id, Message, this, earlierAttempts);

    internal override GhSecretsException Copy() => new ApiException(Id, Message, this);
}

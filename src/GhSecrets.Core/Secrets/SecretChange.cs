using System;

namespace GhSecrets.Core;

/// <summary>One write of a secret that took effect, and who sees the secret since.</summary>
public sealed class SecretChange : ItemChange
{
    internal SecretChange(
        SecretTarget target,
        SecretAction done,
        int attempts,
        GivenAccess? access = null,
        DateTimeOffset? repliedAt = null)
        : base(target, attempts)
    {
        Done = done;
        Visibility = access?.Visibility?.ToString();
        SelectedRepository = access?.SelectedRepository;
        RepliedAt = repliedAt;
    }

    /// <inheritdoc/>
    public override string Action => Done.ToString();

    internal SecretAction Done { get; }
}

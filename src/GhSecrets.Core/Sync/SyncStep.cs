using System.Diagnostics.CodeAnalysis;

namespace GhSecrets.Core;

/// <summary>What a <see cref="SyncRun"/> tells a face, or asks it; an answer is given before the next step is pulled.</summary>
[SuppressMessage("Design", "CA1034", Justification = "The steps are read as SyncStep.Warned, SyncStep.Failed and so on.")]
public abstract class SyncStep
{
    private SyncStep()
    {
    }

    /// <summary>Something may be wrong.</summary>
    public sealed class Warned(string text) : SyncStep
    {
        /// <summary>What is told.</summary>
        public string Text => text;
    }

    /// <summary>Something failed: a place of the file, a secret or a variable, or the run.</summary>
    public sealed class Failed(object? target, GhSecretsException error, long? line = null) : SyncStep
    {
        /// <summary>The path of the file, or what it declares; null when it is about the whole run.</summary>
        public object? Target => target;

        /// <summary>What happened and what to do now.</summary>
        public GhSecretsException Error => error;

        /// <summary>The line of the file that it is about.</summary>
        public long? Line => line;
    }

    /// <summary>Asks for the session, once the file was found right; without an answer the run ends.</summary>
    public sealed class SignIn : SyncStep
    {
        /// <summary>The session, which the run does not close.</summary>
        public GhSession? Session { get; set; }

        /// <summary>What the requests are part of; null for none.</summary>
        public ApiRun? Run { get; set; }
    }

    /// <summary>All was compared that could be.</summary>
    public sealed class Compared(ComparedFile file) : SyncStep
    {
        /// <summary>What came out.</summary>
        public ComparedFile File => file;
    }

    /// <summary>Asks whether a secret or a variable may be changed; without an answer it is left as it is.</summary>
    public sealed class Planned(SecretComparison item, string? prompt) : SyncStep
    {
        /// <summary>What would be changed.</summary>
        public SecretComparison Item => item;

        /// <summary>What would be done and why, as <c>Update secret: reason</c>.</summary>
        public string Action { get; } = $"{(item.Planned is PlannedAction.Create or PlannedAction.Remove ? item.Action : "Update")} "
            + $"{Words.One(item.Scope.Items)}: {item.Reason}";

        /// <summary>What a person is to be asked with for the value, once for all places of the secret; null when the value is
        /// known.</summary>
        public string? Prompt => prompt;

        internal bool IsApproved { get; private set; }

        internal SecretValue? Value { get; private set; }

        internal GhSecretsException? Failure { get; private set; }

        /// <summary>Lets the change happen.</summary>
        /// <param name="value">What a person typed, which the run disposes; null where <see cref="Prompt"/> is, or nobody can be
        /// asked.</param>
        public void Approve(SecretValue? value = null) => (IsApproved, Value) = (true, value);

        /// <summary>Tells that an answer, or the value, could not be had: the change fails.</summary>
        public void Fail(GhSecretsException failure) => (IsApproved, Failure) = (true, failure);
    }

    /// <summary>A secret or a variable was written or removed.</summary>
    public sealed class Changed(SecretComparison item, ItemChange change) : SyncStep
    {
        /// <summary>What was planned.</summary>
        public SecretComparison Item => item;

        /// <summary>What was done.</summary>
        public ItemChange Change => change;
    }

    /// <summary>Nothing new for a moment; how far things are.</summary>
    public sealed class Progressed(string text, int percent, int secondsRemaining, bool compares) : SyncStep
    {
        /// <summary>How far it is, in words.</summary>
        public string Text => text;

        /// <summary>How much is done, 0 to 100; -1 when that is not known.</summary>
        public int Percent => percent;

        /// <summary>How long the rest may take; -1 when that is not known.</summary>
        public int SecondsRemaining => secondsRemaining;

        /// <summary>Whether it still compares, and changes nothing yet.</summary>
        public bool Compares => compares;
    }

    /// <summary>Every change was tried and told; what still fails is about the ledger.</summary>
    public sealed class Ended(ComparedFile file) : SyncStep
    {
        /// <summary>What was compared at the beginning.</summary>
        public ComparedFile File => file;
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;

namespace MockGitHub;

/// <summary>One way in which a single request can fail, by the name that scripts know it by.</summary>
[JsonConverter(typeof(NameConverter))]
public sealed class FaultKind
{
    private FaultKind(string name, Func<FaultedRequest, Task> injectAsync) => (Name, InjectAsync) = (name, injectAsync);

    /// <summary>GitHub's own failure, without effect.</summary>
    public static FaultKind ServerError { get; } = new("500", FaultAnswers.ServerErrorAsync);

    /// <summary>A proxy's page that no server stands behind it, without effect.</summary>
    public static FaultKind BadGateway { get; } = new("502", FaultAnswers.BadGatewayAsync);

    /// <summary>GitHub's answer while the store of secrets is away, without effect.</summary>
    public static FaultKind Unavailable { get; } = new("503", FaultAnswers.UnavailableAsync);

    /// <summary>A proxy's page that GitHub took too long, without effect.</summary>
    public static FaultKind GatewayTimeout { get; } = new("504", FaultAnswers.GatewayTimeoutAsync);

    /// <summary>A proxy's page that the client took too long, without effect.</summary>
    public static FaultKind RequestTimeout { get; } = new("408", FaultAnswers.RequestTimeoutAsync);

    /// <summary>The connection (over HTTP/2 the stream) ends before anything was done.</summary>
    public static FaultKind ResetBefore { get; } = new("reset-before", LostAnswers.ResetBeforeAsync);

    /// <summary>All was done, and the connection ends without an answer.</summary>
    public static FaultKind ResetAfter { get; } = new("reset-after", LostAnswers.ResetAfterAsync);

    /// <summary>All was done, and the answer ends in the middle of its body; one without a body is lost altogether.</summary>
    public static FaultKind CutBody { get; } = new("cut-body", LostAnswers.CutBodyAsync);

    /// <summary>Nothing is done or answered until the client goes away.</summary>
    public static FaultKind NoAnswer { get; } = new("no-answer", LostAnswers.NoAnswerAsync);

    /// <summary>The secondary rate limit with a status of its own, which does not say how long to wait.</summary>
    public static FaultKind TooManyRequests { get; } = new("429", request => FaultAnswers.SecondaryLimitAsync(request, 429, isTimed: false));

    /// <summary>The secondary rate limit with a status of its own and <c>retry-after</c>.</summary>
    public static FaultKind TooManyRequestsRetryAfter { get; } = new("429-retry-after", request => FaultAnswers.SecondaryLimitAsync(request, 429, isTimed: true));

    /// <summary>The secondary rate limit as a refusal that only its message tells from others.</summary>
    public static FaultKind SecondaryLimit { get; } = new("403-limit", request => FaultAnswers.SecondaryLimitAsync(request, 403, isTimed: false));

    /// <summary>The secondary rate limit as a refusal with <c>retry-after</c>.</summary>
    public static FaultKind SecondaryLimitRetryAfter { get; } = new("403-limit-retry-after", request => FaultAnswers.SecondaryLimitAsync(request, 403, isTimed: true));

    /// <summary>The hourly limit, said to be used up until soon.</summary>
    public static FaultKind PrimaryLimit { get; } = new("403-primary", FaultAnswers.PrimaryLimitAsync);

    /// <summary>A page to sign in at, with 200, instead of the answer.</summary>
    public static FaultKind WrongContentType { get; } = new("wrong-content-type", FaultAnswers.SignInPageAsync);

    /// <summary>More than 40 MB of JSON, with 200, instead of the answer.</summary>
    public static FaultKind HugeBody { get; } = new("huge-body", HugeAnswer.WriteAsync);

    /// <summary>A redirection to the very same address; the repeat is a request with a number of its own.</summary>
    public static FaultKind Redirect { get; } = new("redirect", FaultAnswers.RedirectAsync);

    /// <summary>All of them, in the order of their members.</summary>
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        ServerError, BadGateway, Unavailable, GatewayTimeout, RequestTimeout, ResetBefore, ResetAfter, CutBody, NoAnswer,
        TooManyRequests, TooManyRequestsRetryAfter, SecondaryLimit, SecondaryLimitRetryAfter, PrimaryLimit, WrongContentType, HugeBody, Redirect,
    ];

    /// <summary>What it is called in <c>kinds</c> and in the counts: <c>reset-after</c>.</summary>
    public string Name { get; }

    internal Func<FaultedRequest, Task> InjectAsync { get; }

    /// <summary>Finds a kind by its name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static FaultKind Get(string? name) =>
        All.FirstOrDefault(kind => kind.Name == name) ?? throw new ArgumentException($"'{name}' is no kind of fault; there are {string.Join(", ", All)}.");

    /// <inheritdoc/>
    public override string ToString() => Name;

    private sealed class NameConverter : JsonConverter<FaultKind>
    {
        public override bool HandleNull => true;

        public override FaultKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Get(reader.GetString());

        public override void Write(Utf8JsonWriter writer, FaultKind value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
    }
}

namespace MockVela;

/// <summary>A reply that was asked for beforehand; status 0 breaks the connection in its place.</summary>
public sealed record CannedReply(int Status, string Body = "", string ContentType = "application/json; charset=utf-8");

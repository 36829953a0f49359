namespace Bench;

/// <summary>One run of a client: how long it took, what processor time it used, and how many requests the server got.</summary>
internal sealed record Sample(double Seconds, double Processor, int Requests = 0);

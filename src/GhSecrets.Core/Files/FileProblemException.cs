namespace GhSecrets.Core;

/// <summary>A failure to read a file that knows its place.</summary>
internal sealed class FileProblemException(
    FileProblem problem,
    string? message = null) : GhSecretsException(problem.Id, message ?? problem.ToString())
{
    internal FileProblem Problem => problem;
}

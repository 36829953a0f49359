using System;
using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>Gathers all that is wrong or doubtful in a file, so that it is told at once.</summary>
internal sealed class ProblemList
{
    private readonly List<FileProblem> _problems = [];
    private readonly List<FileProblem> _warnings = [];

    internal int Count => _problems.Count;

    internal IReadOnlyList<FileProblem> Problems => InOrder(_problems);

    internal IReadOnlyList<FileProblem> Warnings => InOrder(_warnings);

    internal void Add(InputNode at, string message, ErrorId id = ErrorId.InvalidArgument) =>
        _problems.Add(new FileProblem(at.Line, at.Column, message, id));

    /// <summary>Adds a failure: at its own place when it knows one.</summary>
    internal void Add(InputNode at, GhSecretsException failure) =>
        _problems.Add((failure as FileProblemException)?.Problem ?? new FileProblem(at.Line, at.Column, failure.Message, failure.Id));

    internal void Warn(InputNode at, string message, ErrorId id = ErrorId.InvalidValue) =>
        _warnings.Add(new FileProblem(at.Line, at.Column, message, id));

    /// <summary>What a check gives; the default when it fails, which becomes a problem of that place.</summary>
    internal T? Try<T>(InputNode at, Func<T> check)
    {
        try
        {
            return check();
        }
        catch (GhSecretsException e)
        {
            Add(at, e);
            return default;
        }
    }

    /// <summary>A check that gives nothing.</summary>
    internal void Check(InputNode at, Action check)
    {
        try
        {
            check();
        }
        catch (GhSecretsException e)
        {
            Add(at, e);
        }
    }

    // What maps share by merging would be told once for each.
    private static List<FileProblem> InOrder(List<FileProblem> found) =>
        found.Distinct().OrderBy(problem => problem.Line).ThenBy(problem => problem.Column).ToList();
}

using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using System.Threading;

namespace MockGitHub;

/// <summary>What somebody else does just before the server answers a request, each thing once.</summary>
public sealed class Interventions
{
    private readonly Lock _gate = new();
    private readonly List<Planned> _planned = [];

    /// <summary>Does something before the next request of that method whose path matches.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">A regular expression for the path as it came, query included.</param>
    /// <param name="act">What is done.</param>
    /// <param name="skip">How many such requests pass before.</param>
    public void Before(string method, string path, Action act, int skip = 0)
    {
        lock (_gate)
        {
            _planned.Add(new Planned(method, new Regex(path, RegexOptions.CultureInvariant), act) { Skip = skip });
        }
    }

    /// <summary>How many are still to come.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _planned.Count;
            }
        }
    }

    /// <summary>Forgets those that are still to come.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _planned.Clear();
        }
    }

    internal void Meet(string method, string target)
    {
        List<Planned> due;
        lock (_gate)
        {
            due = _planned.FindAll(planned => planned.Method == method && planned.Path.IsMatch(target) && planned.Skip-- <= 0);
            _planned.RemoveAll(due.Contains);
        }

        due.ForEach(planned => planned.Act());
    }

    private sealed class Planned(string method, Regex path, Action act)
    {
        public string Method => method;

        public Regex Path => path;

        public Action Act => act;

        public int Skip { get; set; }
    }
}

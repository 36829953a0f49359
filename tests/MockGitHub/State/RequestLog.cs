using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace MockGitHub;

/// <summary>Every request to the API in the order of arrival, so that tests can count what a client sends.</summary>
public sealed class RequestLog
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<LoggedRequest> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Select(entry => new LoggedRequest(entry.Method, entry.Path, entry.Body, entry.Status))];
            }
        }
    }

    /// <summary>Forgets the requests so far.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }
    }

    internal Entry Add(string method, string path)
    {
        var entry = new Entry(method, path);
        lock (_gate)
        {
            _entries.Add(entry);
        }

        return entry;
    }

    internal sealed class Entry(string method, string path)
    {
        public string Method { get; } = method;

        public string Path { get; } = path;

        public string Body { get; set; } = "";

        public int Status { get; set; }
    }
}

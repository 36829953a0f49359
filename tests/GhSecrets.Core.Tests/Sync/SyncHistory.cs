using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>A random history of two declared files that share a ledger, of people who act between and during their syncs, and of repositories that come, go and change their names.</summary>
internal sealed class SyncHistory : IDisposable
{
    private const string ByHand = "by hand";

    private static readonly string[] s_names = ["A", "B", "C"];
    // From the fewest to the most; nobody is selected here.
    private static readonly string[] s_visibilities = ["selected", "private", "all"];
    private static readonly string[] s_files = ["one.yaml", "two.yaml"];

    private readonly Random _random;
    private readonly MockState _state;
    private readonly Func<GhSession> _open;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly LedgerKey[] _keys = [LedgerKey.FromText("the key of these histories"), LedgerKey.FromText("another key than theirs")];
    private readonly Dictionary<string, string> _declared = s_files.ToDictionary(file => file, _ => "secrets: []");
    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);
    private readonly List<string> _story = [];
    private int _created;
    private bool _isForged;

    public SyncHistory(int seed, MockState state, Func<GhSession> open)
    {
        (_random, _state, _open) = (new Random(seed), state, open);
        _state.Reset();
        _state.AddToken(new MockToken(Marked.Token));

        // So that every list has pages, which shift when somebody adds or removes meanwhile.
        _state.LargestPage = 2;
        _state.AddOrganization("acme");
        _state.AddOrganization("globex");
        foreach (string name in new[] { "app", "lib", "web" })
        {
            _state.AddRepository("acme", name, environments: ["prod"]);
        }
    }

    /// <summary>How many secrets and how many variables were removed, rightly.</summary>
    public Dictionary<string, int> Removals { get; } = [];

    /// <summary>Lives through some steps; what breaks a rule is thrown with the story that led to it.</summary>
    public async Task LiveAsync(int steps)
    {
        try
        {
            for (int step = 0; step < steps; step++)
            {
                await StepAsync();
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            IEnumerable<string> requests = _state.Requests.All.Select(request => $"  {request.Method} {request.Path} {request.Status}");
            throw new InvalidOperationException($"{e.Message}\n{string.Join("\n", _story)}\nThe requests of the last sync:\n{string.Join("\n", requests)}", e);
        }
    }

    public void Dispose()
    {
        foreach (LedgerKey key in _keys)
        {
            key.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private Task StepAsync()
    {
        string file = Pick(s_files);
        switch (_random.Next(12))
        {
            case 0 or 1 or 2:
                _declared[file] = Declare(file);
                Tell($"{file} declares\n{_declared[file]}");
                return SyncAsync(file);
            case 3 or 4 or 5 or 6 or 7:
                return SyncAsync(file);
            case 8:
                Spoil();
                return SyncAsync(file);
            default:
                Act();
                return Task.CompletedTask;
        }
    }

    private string Declare(string file)
    {
        List<string> secrets = ["secrets: []"];
        List<string> variables = ["variables: []"];
        foreach (string name in s_names.Where(_ => _random.Next(3) > 0))
        {
            bool isVariable = _random.Next(3) == 0;
            string place = _random.Next(5) switch
            {
                0 => "organization: acme",
                1 => "repositories: [\"acme/*\"]",
                2 => "repositories: [\"acme/*\"], environments: [prod]",
                3 => $"repositories: [\"acme/*\"], application: {(isVariable ? "agents" : "dependabot")}",
                _ => $"repositories: [{Pick(Repositories())}]",
            };
            List<string> items = isVariable ? variables : secrets;
            items[0] = items[0].Replace(" []", "", StringComparison.Ordinal);
            items.Add($"  - {{ name: {name}, {place}, value: {{ text: {file} {_random.Next(3)} }} }}");
        }

        return string.Join("\n", [.. secrets, .. variables]);
    }

    /// <summary>What a person does: each thing may also happen between two requests of a sync.</summary>
    private void Act()
    {
        string repository = Pick(Repositories());
        string name = Pick(s_names);
        switch (_random.Next(8))
        {
            case 0:
                Rename(repository, $"acme/new-{++_created}");
                break;
            case 1:
                Rename(repository, $"globex/moved-{++_created}");
                break;
            case 2:
                Tell($"{repository} goes");
                _state.RemoveRepository(repository);
                break;
            case 3:
                Tell("a repository comes");
                _state.AddRepository("acme", _random.Next(2) == 0 ? $"more-{++_created}" : Pick(["app", "lib", "web"]), environments: ["prod"]);
                break;
            case 4:
                string visibility = Pick(s_visibilities);
                Tell($"{name} of acme is set by hand, {visibility}");
                _shown[$"secrets {name}"] = _shown[$"variables {name}"] = visibility;
                _state.SetSecret("orgs/acme/actions", name, ByHand, visibility);
                _state.SetVariable("orgs/acme/actions", name, ByHand, visibility);
                break;
            case 5:
                Tell($"{name} of {repository} is removed by hand");
                _state.RemoveSecret($"repos/{repository}/actions", name);
                _state.RemoveVariable($"repos/{repository}/actions", name);
                break;
            case 6:
                string of = $"repos/{repository}/{Pick(["actions", "agents", "environments/prod"])}";
                Tell($"the variable {name} of {of} is set by hand");
                _state.SetVariable(of, name, ByHand);
                break;
            default:
                string scope = $"repos/{repository}/{Pick(["actions", "dependabot", "environments/prod"])}";
                Tell($"{name} of {scope} is set by hand");
                _state.SetSecret(scope, name, ByHand);
                break;
        }
    }

    // A second that nobody wrote in, between a sync and a person: the server tells no shorter time.
    private void ActLater()
    {
        Thread.Sleep(TimeSpan.FromMilliseconds(3));
        Act();
    }

    private void Rename(string from, string to)
    {
        Tell($"{from} becomes {to}");
        _state.RenameRepository(from, to);
    }

    /// <summary>What befalls a ledger: a merge, a hand, a file of another place.</summary>
    private void Spoil()
    {
        string[] files = Directory.GetFiles(_folder.FullName, "*.json", SearchOption.AllDirectories);
        if (files.Length == 0)
        {
            return;
        }

        string file = Pick(files);
        string text = File.ReadAllText(file);
        string spoiled = _random.Next(4) switch
        {
            0 => $"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> theirs\n",
            1 => text.Replace("\"updatedAt\"", "\"repliedAt\"", StringComparison.Ordinal),
            2 => text.Replace(s_files[0], s_files[1], StringComparison.Ordinal),
            _ => File.ReadAllText(Pick(files)),
        };
        // Without a key nobody could tell a forged file from a true one.
        _isForged = true;
        Tell($"{Path.GetFileName(file)} is spoiled");
        File.WriteAllText(file, spoiled);
    }

    private async Task SyncAsync(string file)
    {
        // A second that nobody wrote in, between a person and a sync: the server tells no shorter time.
        await Task.Delay(TimeSpan.FromMilliseconds(2));
        LedgerKey? key = _random.Next(12) switch { 0 when !_isForged => null, 1 => _keys[1], _ => _keys[0] };
        bool isKilled = _random.Next(6) == 0;
        Tell($"{file} is synced{(key is null ? " without a key" : key == _keys[1] ? " with another key" : "")}{(isKilled ? ", and killed" : "")}");
        if (_random.Next(3) == 0)
        {
            _state.Interventions.Before("GET", ".", ActLater, skip: _random.Next(12));
        }

        if (_random.Next(6) == 0)
        {
            _state.Faults.Set(new FaultOptions { Seed = _random.Next(), Rate = 0.1, Kinds = [FaultKind.ResetAfter, FaultKind.SecondaryLimitRetryAfter, FaultKind.ServerError] });
        }

        _state.Requests.Clear();
        int removedBefore = _state.Removed.Count;
        using (GhSession session = _open())
        using (DeclaredFile declared = Declared.Yaml(_declared[file]))
        {
            declared.AssertRight();
            SecretSync sync = new(session, null, new LedgerOptions(Path.Combine(_folder.FullName, file)) { Folder = Path.Combine(_folder.FullName, "ledger"), Key = key });
            await RunAsync(sync, declared, isKilled);
        }

        _state.Faults.Clear();
        foreach ((Vault vault, StoredSecret item) in _state.Removed.Skip(removedBefore))
        {
            Tell($"  removed {item.Name} of the {vault.Items} of {vault.Scope}, which held '{item.Text}'");
            Removals[vault.Items] = Removals.GetValueOrDefault(vault.Items) + 1;
            Assert.StartsWith(file, item.Text, StringComparison.Ordinal);
            if (vault.Scope == "orgs/acme/actions")
            {
                _shown.Remove($"{vault.Items} {item.Name}");
            }
        }

        _state.Interventions.Clear();
        foreach (Vault vault in new[] { _state.FindVault("orgs/acme/actions")!, _state.FindVariables("orgs/acme/actions")! })
        {
            foreach (StoredSecret item in vault.Secrets)
            {
                // What a sync creates is private, and what it updates keeps what a person gave it.
                int most = Array.IndexOf(s_visibilities, _shown.GetValueOrDefault($"{vault.Items} {item.Name}", "private"));
                Assert.True(Array.IndexOf(s_visibilities, item.Visibility) <= most, $"{item.Name} of the {vault.Items} is shown to {item.Visibility}.");
            }
        }
    }

    /// <summary>Writes and removes as both faces do; every secret ends as one change or one error.</summary>
    private async Task RunAsync(SecretSync sync, DeclaredFile declared, bool isKilled)
    {
        ComparedFile compared;
        try
        {
            compared = await sync.CompareAsync(declared.Items, null, false, CancellationToken.None);
        }
        catch (GhSecretsException e) when (e.Id != ErrorId.LedgerNotWritable)
        {
            Tell($"  {e.Id}");
            return;
        }

        SecretComparison[] inputs = [.. compared.Writes, .. compared.Removals];
        int left = isKilled ? _random.Next(inputs.Length + 1) : inputs.Length;
        int outcomes = 0;
        foreach (SecretComparison secret in inputs.Take(left))
        {
            try
            {
                ItemChange change = secret.IsWritten
                    ? await sync.WriteAsync(secret, secret.Declared!.Content, CancellationToken.None)
                    : await sync.RemoveAsync(secret, CancellationToken.None);
                Tell($"  {change}");
            }
            catch (GhSecretsException e)
            {
                Tell($"  {e.Id} {secret}");
            }

            outcomes++;
        }

        Assert.Equal(left, outcomes);
        if (isKilled)
        {
            // What a killed run wrote is known by the second of the reply: a person who writes within the next ones cannot be told from it.
            await Task.Delay(TimeSpan.FromMilliseconds(15));
        }
        else
        {
            await sync.SettleAsync(compared, CancellationToken.None);
        }
    }

    private string[] Repositories()
    {
        string[] names = [.. _state.RepositoryNames];
        return names.Length > 0 ? names : [_state.AddRepository("acme", $"more-{++_created}", environments: ["prod"]).FullName];
    }

    private T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];

    private void Tell(string line)
    {
        lock (_story)
        {
            _story.Add(line);
        }
    }
}

using System;
using System.CommandLine;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary>The words that may stand behind <c>plan</c> and <c>apply</c>.</summary>
internal sealed class FileOptions
{
    private const int DefaultThrottleLimit = 8;

    private static readonly SyncWords s_words = new(
        $"Set {LedgerKey.Variable}",
        "--slice-count 1",
        "--slice and --slice-count go together: --slice 2 --slice-count 8.",
        "--maximum-wait-sec",
        "--prune",
        "--maximum-remove");

    private readonly Argument<string> _file = new("file")
    {
        Description = "A file that says which secret belongs where: YAML, JSON, or CSV with the columns Organization, Repository, "
            + "Environment, User, "
            + "Application, Name, Value or ValueFile, Visibility, SelectedRepository.",
    };

    private readonly Option<char?> _delimiter = new("--delimiter")
    {
        Description = "The character between two cells of a CSV file; by default the one that its header, or a line such as sep=;, shows.",
    };

    private readonly Option<string?> _ledger = new("--ledger")
    {
        Description = "The folder of the ledger, which knows what was written where; by default the file's own path with .ledger behind "
            + "it.",
    };

    private readonly Option<string?> _adoptLedger = new("--adopt-ledger")
    {
        Description = "The file's former name: what the ledger keeps under that name becomes this file's.",
    };

    private readonly Option<int?> _slice = Number(
        "--slice", 1, Slice.MaximumCount,
        "Which slice of the places is this job's, from 1; by default what Azure Pipelines says, else all.");

    private readonly Option<int?> _sliceCount = Number(
        "--slice-count", 1, Slice.MaximumCount,
        "Into how many slices the places are split, at most 1,000.");

    private readonly Option<bool> _force = new("--force")
    {
        Description = "Counts all declared secrets as changed, also those that are not.",
    };

    private readonly Option<bool> _prune = new("--prune")
    {
        Description = "Removes secrets that an earlier apply wrote and nobody changed since, once the file no longer declares them.",
    };

    private readonly Option<int?> _maximumRemove = Number(
        "--maximum-remove", 0, int.MaxValue,
        "How many secrets may be removed; if there are more, nothing at all is written. 10 if not given.");

    private readonly Option<bool> _skipValueCheck = new("--skip-value-check")
    {
        Description = "Does not warn of a value that looks like a slip: empty, in quotes, with a line break at its end, a placeholder, "
            + "half a key.",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Writes one JSON array in the place of lines.",
    };

    private readonly Option<bool> _registerMask = new("--register-mask")
    {
        Description = "Tells Azure Pipelines or GitHub Actions to hide each value in the job's log.",
    };

    private readonly Option<string?> _certificate = new("--trusted-certificate")
    {
        Description = "A PEM file with an authority to trust besides the system's.",
    };

    private readonly Option<int?> _throttleLimit = Number(
        "--throttle-limit", 1, 100,
        "How many requests may run at once, 1 to 100; 8 if not given.");

    private readonly Option<int?> _writesPerMinute = Number(
        "--writes-per-minute", 0, 100_000,
        "How many writes may go out in a minute; 0 for no pacing, by default what the server's rate limits allow.");

    private readonly Option<int?> _maximumWait = Number(
        "--maximum-wait-sec", 0, 86_400,
        "How long a request may wait for rate limits, in seconds; by default as long as it takes.");

    /// <summary>Adds them to a command.</summary>
    internal FileOptions(Command command)
    {
        command.Arguments.Add(_file);
        foreach (Option option in new Option[]
        {
            _delimiter, _ledger, _adoptLedger, _slice, _sliceCount, _force, _prune, _maximumRemove, _skipValueCheck,
            _json, _registerMask, _certificate, _throttleLimit, _writesPerMinute, _maximumWait,
        })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether a command line asks for JSON.</summary>
    internal bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>What a command line says.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="mask">Has a runner hide a value.</param>
    internal SyncOptions Read(ParseResult parsed, Action<SecretValue> mask) => new(parsed.GetValue(_file)!, s_words)
    {
        Delimiter = parsed.GetValue(_delimiter),
        HostName = HostName(),
        LedgerFolder = parsed.GetValue(_ledger),
        AdoptLedger = parsed.GetValue(_adoptLedger),
        Slice = parsed.GetValue(_slice),
        SliceCount = parsed.GetValue(_sliceCount),
        Force = parsed.GetValue(_force),
        Prune = parsed.GetValue(_prune),
        MaximumRemove = parsed.GetValue(_maximumRemove),
        SkipValueCheck = parsed.GetValue(_skipValueCheck),
        Mask = parsed.GetValue(_registerMask) ? mask : null,
    };

    /// <summary>Signs in, by the token of the environment.</summary>
    /// <exception cref="GhSecretsException">There is no token.</exception>
    internal GhSession OpenSession(ParseResult parsed)
    {
        EnvironmentCredentials environment = new();
        ApiHost host = environment.Host();
        return new GhSession(new ApiSessionOptions
        {
            Host = host,
            Token = environment.Token(host),
            TrustedCertificates = parsed.GetValue(_certificate) is string certificate ? PemFile.Read(certificate) : [],
            ThrottleLimit = parsed.GetValue(_throttleLimit) ?? DefaultThrottleLimit,
            WritesPerMinute = parsed.GetValue(_writesPerMinute),
            MaximumWait = parsed.GetValue(_maximumWait) is int seconds ? TimeSpan.FromSeconds(seconds) : null,
        });
    }

    private static string? HostName()
    {
        try
        {
            return new EnvironmentCredentials().Host().Name;
        }
        catch (GhSecretsException)
        {
            // Nobody can sign in there, which is told then.
            return null;
        }
    }

    private static Option<int?> Number(string name, int least, int most, string description)
    {
        Option<int?> option = new(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && (value < least || value > most))
            {
                result.AddError($"{name} must be from {least} to {most}.");
            }
        });
        return option;
    }
}

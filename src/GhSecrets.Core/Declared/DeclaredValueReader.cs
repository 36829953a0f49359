using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace GhSecrets.Core;

/// <summary>Reads the values of a declared file from where they come.</summary>
/// <param name="folder">The folder at which relative paths start.</param>
/// <param name="sources">What is asked besides files.</param>
/// <param name="problems">Is told what yields nothing, and what looks like a slip.</param>
internal sealed partial class DeclaredValueReader(string folder, ValueSources sources, ProblemList problems)
{
    /// <summary>Whether each value that stands in the file as text is a warning.</summary>
    internal bool WarnsOfText { get; init; } = true;

    /// <summary>Reads the value of a secret.</summary>
    internal DeclaredValue ReadSecret(KeyedMap secret, bool isOneScope)
    {
        string known = string.Join(", ", DeclaredKeys.OfValue);
        (KeyedMap Map, string Key, InputNode Node)? source = Has(secret, $"The secret has no value. Say where it comes from: {known}.")
            ? Source(secret[DeclaredKeys.Value]!, DeclaredKeys.OfValue)
            : null;
        return source is { } one ? Read(one.Map, one.Key, one.Node, isOneScope) : default;
    }

    private bool Has(KeyedMap item, string otherwise)
    {
        if (!item.Has(DeclaredKeys.Value))
        {
            problems.Add(item.Node, otherwise, ErrorId.InvalidValue);
        }

        return item[DeclaredKeys.Value] is not null;
    }

    // The only source that a map gives.
    private (KeyedMap Map, string Key, InputNode Node)? Source(InputNode node, IReadOnlyList<string> known)
    {
        if (KeyedMap.Read(node, DeclaredKeys.Value, known, problems, ErrorId.InvalidValue) is not KeyedMap value)
        {
            return null;
        }

        string[] given = value.Given.ToArray();
        if (given.Length != 1)
        {
            string message = given.Length == 0
                ? $"The value has no source. Give one of: {string.Join(", ", known)}."
                : $"The value has more than one source: {string.Join(" and ", given)}. Keep one.";
            problems.Add(given.Length == 0 ? node : value.Place(given[1]), message, ErrorId.InvalidValue);
        }

        return given.Length == 1 && value[given[0]] is InputNode source ? (value, given[0], source) : null;
    }

    // What people and programs call their variables; a token or a key has small and capital letters, and is longer.
    private static readonly Regex s_variable = new("^([A-Z_][A-Z0-9_]*|[a-z_][a-z0-9_]{0,29})$", RegexOptions.CultureInvariant);

    private DeclaredValue Read(KeyedMap value, string key, InputNode source, bool isOneScope) => key switch
    {
        DeclaredKeys.Secret => FromVault(value, source),
        DeclaredKeys.Encrypted => Sealed(source, isOneScope),

        // Never read as a string, which nobody could zero.
        DeclaredKeys.Text when source.Text is SecretValue text => Content(source, text.Copy, isText: true),
        _ => value.RequireText(key) is string text ? From(key, source, text) : default,
    };

    private DeclaredValue From(string key, InputNode source, string text) => key switch
    {
        DeclaredKeys.Env => Content(source, () => FromEnvironment(text)),
        DeclaredKeys.File => Content(source, () => FromFile(FullPath(text))),
        _ => Prompt(source, text),
    };

    private DeclaredValue Content(InputNode source, Func<SecretValue> read, bool isText = false)
    {
        try
        {
            using SecretValue value = read();
            DeclaredValue content = new(SecretContent.FromValue(value), null);
            if (isText && WarnsOfText)
            {
                problems.Warn(
                    source,
                    "The value stands in the file as plain text, for all who read the file. Name where it comes from instead: env, "
                        + "file, secret or prompt.");
            }

            foreach (string doubt in ValueDoubts.Of(value))
            {
                problems.Warn(source, doubt);
            }

            return content;
        }
        catch (GhSecretsException e)
        {
            problems.Add(source, e);
            return default;
        }
    }

    private SecretValue FromEnvironment(string name) => sources.Environment(name) is { Length: > 0 } text
        ? SecretValue.FromText(text)
        : throw Invalid(s_variable.IsMatch(name)
            ? $"The environment variable {name} is not set, or empty. Set it where this runs."
            : "This is not the name of an environment variable that is set. It is not shown, since it may be a value: give the name here.");

    private static SecretValue FromFile(string path) => File.Exists(path) || Directory.Exists(path)
        ? SecretValue.FromFile(path)
        : throw new GhSecretsException(
            ErrorId.FileNotFound,
            "The file that is named here does not exist. The name is not shown, because it may be a value.");

    private string FullPath(string path)
    {
        try
        {
            if (path.IndexOf('\0') < 0)
            {
                return Path.Combine(folder, path);
            }
        }
        catch (ArgumentException)
        {
            // .NET Framework refuses more characters: those that no file's name has on Windows.
        }

        throw Invalid("The path of the file holds a character that no path has.");
    }

    private DeclaredValue FromVault(KeyedMap value, InputNode source)
    {
        KeyedMap? named = source.Members is null
            ? null
            : KeyedMap.Read(source, DeclaredKeys.Secret, DeclaredKeys.OfVaultSecret, problems, ErrorId.InvalidValue);
        string? name = source.Members is null ? value.RequireText(DeclaredKeys.Secret) : named!.RequireText(DeclaredKeys.Name);
        string? vault = named?.RequireText(DeclaredKeys.Vault);
        if (named?.Has(DeclaredKeys.Name) == false)
        {
            problems.Add(source, "The map has no name: that of the secret in the vault.", ErrorId.InvalidValue);
        }

        if (name is null || (named?.Has(DeclaredKeys.Vault) == true && vault is null))
        {
            return default;
        }

        return Content(source, () => sources.Vault is null
            ? throw Invalid("A value from a vault can be read only by the cmdlets, in PowerShell with the module "
                + "Microsoft.PowerShell.SecretManagement. Give it here by env or file.")
            : sources.Vault(name, vault) ?? throw Invalid($"There is no secret '{name}' in "
                + $"{(vault is null ? "any registered vault" : $"the vault '{vault}'")}."));
    }

    private DeclaredValue Prompt(InputNode source, string label)
    {
        if (label.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add(source, "prompt is false. Write true, or the text to ask with; or name another source.", ErrorId.InvalidValue);
            return default;
        }

        return new DeclaredValue(null, label.Equals("true", StringComparison.OrdinalIgnoreCase) ? "" : label);
    }

    private DeclaredValue Sealed(InputNode source, bool isOneScope)
    {
        if (KeyedMap.Read(source, DeclaredKeys.Encrypted, DeclaredKeys.OfEncrypted, problems, ErrorId.InvalidValue) is not KeyedMap map)
        {
            return default;
        }

        if (!map.Has(DeclaredKeys.Value) || !map.Has(DeclaredKeys.KeyId))
        {
            problems.Add(
                source,
                "An encrypted value needs both value, the sealed box in base64, and keyId, the id of the key that it was sealed for.",
                ErrorId.InvalidValue);
        }

        if (!isOneScope)
        {
            problems.Add(
                source,
                "A value that was sealed elsewhere is sealed for one scope alone, and the secret has several. Declare it scope by scope.",
                ErrorId.InvalidValue);
        }

        return map.RequireText(DeclaredKeys.Value) is string box && map.RequireText(DeclaredKeys.KeyId) is string keyId && isOneScope
            ? new DeclaredValue(problems.Try(map[DeclaredKeys.Value]!, () => SecretContent.FromSealed(box, keyId)), null)
            : default;
    }

    private static GhSecretsException Invalid(string message) => new(ErrorId.InvalidValue, message);
}

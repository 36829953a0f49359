using System;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary>One row of the file, counted from 1 without the header; one that cannot be read says so when its value is asked for.</summary>
internal sealed class Row(int number, Func<string, string?> cell, GhSecretsException? failure)
{
    private readonly string? _value = Given(cell("Value"));

    internal int Number => number;

    internal string? Name { get; } = Given(cell("Name"));

    internal ScopeColumns Place { get; } = new()
    {
        Organization = List(cell("Organization")),
        Repository = List(cell("Repository")),
        Owner = Given(cell("Owner")),
        Environment = List(cell("Environment")),
        User = Given(cell("User")),
        Application = Given(cell("Application")),
    };

    /// <summary>The row's value and access; the caller disposes the value.</summary>
    internal SecretRow Content(SecretValue? value) => new()
    {
        Value = value,
        Path = ValueFile,
        EncryptedValue = EncryptedValue,
        KeyId = KeyId,
        Visibility = Visibility,
        SelectedRepository = SelectedRepository,
    };

    internal SecretValue? ReadValue() =>
        failure is not null ? throw failure
        : _value is null ? null
        : SecretValue.FromText(_value);

    private string? ValueFile { get; } = Given(cell("ValueFile"));

    private string? EncryptedValue { get; } = Given(cell("EncryptedValue"));

    private string? KeyId { get; } = Given(cell("KeyId"));

    private string? Visibility { get; } = Given(cell("Visibility"));

    private string[]? SelectedRepository { get; } = List(cell("SelectedRepository"));

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string[]? List(string? text) => Given(text) is string given ? [given] : null;
}

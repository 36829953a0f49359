using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GhSecrets.Core;

namespace GhSecrets.Contract.Tests;

/// <summary>What holds for every cmdlet, read from the built module.</summary>
public sealed class CmdletTests : IDisposable
{
    private static readonly string[] s_ofAllWriters = ["Name", "PassThru", "Session", "ThrottleLimit"];

    private readonly BuiltModule _module = new();

    public void Dispose() => _module.Dispose();

    [Fact]
    public void TheManifest_ExportsEveryCmdlet_AndNothingElse()
    {
        Assert.NotEmpty(_module.Cmdlets);
        Assert.Equal(_module.Cmdlets.Select(cmdlet => cmdlet.Name), BuiltModule.ManifestList("CmdletsToExport").Order(StringComparer.Ordinal));
        Assert.Empty(BuiltModule.ManifestList("FunctionsToExport"));
        Assert.Empty(BuiltModule.ManifestList("AliasesToExport"));
        Assert.Empty(BuiltModule.ManifestList("VariablesToExport"));
    }

    [Fact]
    public void ACmdlet_IsASealedClass_NamedAfterVerbAndNoun_InAFileOfItsName()
    {
        string[] files = Directory.GetFiles(Path.Combine(BuiltModule.RepositoryRoot, "src", "GhSecrets", "Cmdlets"), "*Command.cs", SearchOption.AllDirectories);

        Assert.All(_module.Cmdlets, cmdlet =>
        {
            Assert.True(cmdlet.Type.IsSealed && cmdlet.Type.IsPublic, $"{cmdlet.Type} is not public and sealed.");
            Assert.Equal("GhSecrets", cmdlet.Type.Namespace);
            Assert.Equal($"{cmdlet.Verb}{cmdlet.Noun}Command", cmdlet.Type.Name);
            Assert.Single(files, file => Path.GetFileNameWithoutExtension(file) == cmdlet.Type.Name);
        });
        Assert.Equal(_module.Cmdlets.Count, files.Length);
    }

    [Fact]
    public void ACmdletThatWrites_SaysWhat()
    {
        string[] silent = [.. _module.Cmdlets.Where(cmdlet => !cmdlet.HasOutputType).Select(cmdlet => cmdlet.Name)];

        Assert.Equal(["Disconnect-GhSession", "Disconnect-VelaSession"], silent);
        string[] files = Directory.GetFiles(Path.Combine(BuiltModule.RepositoryRoot, "src/GhSecrets/Cmdlets"), "Disconnect*Command.cs", SearchOption.AllDirectories);
        Assert.Equal(2, files.Length);
        Assert.All(files, file => Assert.DoesNotContain("WriteObject", File.ReadAllText(file), StringComparison.Ordinal));
    }

    // Attributes want constants, and so both are written down.
    [Fact]
    public void TheShortFormsOfParameters_AreThoseOfColumns()
    {
        // What a vault calls SecretValue is no value of a variable.
        Parameter[] columns =
        [
            .. _module.Cmdlets.SelectMany(cmdlet => cmdlet.Parameters)
                .Where(parameter => parameter.TakesPipelineInput && !(parameter.Name == "Value" && OtherMeaning(parameter) == " of variables")),
        ];

        Assert.All(columns.Where(parameter => ColumnName.AliasOf(parameter.Name) is not null), parameter =>
            Assert.True(parameter.Aliases.Contains(ColumnName.AliasOf(parameter.Name)), $"{parameter} has not the short form of its column."));
        Assert.All(columns, parameter => Assert.All(parameter.Aliases.Except(["FullName", "PSPath", "ValueFile"]), alias =>
            Assert.True(ColumnName.Of(alias) == parameter.Name, $"{parameter} is {alias}, and as a column {alias} is {ColumnName.Of(alias)}.")));
        Assert.Contains(columns, parameter => parameter.Aliases.Contains("Repo"));
    }

    [Fact]
    public void ACmdletThatChangesSecrets_AsksFirst()
    {
        Cmdlet[] writers = [.. _module.Cmdlets.Where(cmdlet => cmdlet.Verb is "Set" or "Add" or "Remove" or "Sync")];

        Assert.NotEmpty(writers);
        Assert.All(writers, cmdlet => Assert.True(cmdlet.SupportsShouldProcess, $"{cmdlet} has no -WhatIf."));
        Assert.Equal(writers.Select(cmdlet => cmdlet.Name), _module.Cmdlets.Where(cmdlet => cmdlet.SupportsShouldProcess).Select(cmdlet => cmdlet.Name));
        Assert.All(writers, cmdlet => Assert.Equal(cmdlet.Verb == "Remove" ? 3 : 2, cmdlet.ConfirmImpact));
        Assert.Equal(
            writers.Where(cmdlet => cmdlet.Verb is "Remove" or "Sync").Select(cmdlet => cmdlet.Name),
            _module.Cmdlets.Where(cmdlet => cmdlet.Parameters.Any(parameter => parameter.Name == "Force")).Select(cmdlet => cmdlet.Name));
    }

    [Fact]
    public void AWriter_HasWhatAllWritersHave() =>
        Assert.All(
            // A sync's secrets are those of its file.
            _module.Cmdlets.Where(cmdlet => cmdlet.SupportsShouldProcess && cmdlet.Verb != "Sync"),
            cmdlet => Assert.Empty(
                s_ofAllWriters.Append(cmdlet.Product == "Gh" ? "Application" : "Type").Except(cmdlet.Parameters.Select(parameter => parameter.Name))));

    [Fact]
    public void AParameterOfOneName_IsTheSameInEveryCmdlet_OfOneServer()
    {
        IGrouping<string, Parameter>[] names =
        [
            .. _module.Cmdlets.SelectMany(cmdlet => cmdlet.Parameters).GroupBy(parameter => $"{parameter.Cmdlet.Product} {parameter.Name}{OtherMeaning(parameter)}", StringComparer.OrdinalIgnoreCase),
        ];

        Assert.Contains(names, name => name.Count() > 10);
        Assert.All(names, name =>
        {
            Assert.Single(name.Select(parameter => parameter.Name).Distinct());
            Assert.True(name.Select(parameter => parameter.Type.FullName).Distinct().Count() == 1, Told(name, parameter => parameter.Type.Name));
            Assert.True(name.Select(parameter => string.Join(",", parameter.Aliases)).Distinct().Count() == 1, Told(name, parameter => string.Join(",", parameter.Aliases)));
            Assert.True(name.Select(parameter => parameter.Completer).Distinct().Count() == 1, Told(name, parameter => parameter.Completer ?? "nothing"));
            Assert.True(name.Select(parameter => parameter.Position).OfType<int>().Distinct().Count() <= 1, Told(name, parameter => $"{parameter.Position}"));
            string[] help = [.. name.Where(parameter => !parameter.Cmdlet.IsOfSessions).Select(parameter => BuiltModule.Summaries.GetValueOrDefault(parameter.DocumentationId, "")).Distinct()];
            Assert.True(help.Length <= 1, string.Join(" | ", help));
        });
    }

    [Fact]
    public void PositionsOfACmdlet_AreItsOwnEach() =>
        Assert.All(_module.Cmdlets, cmdlet =>
        {
            int[] positions = [.. cmdlet.Parameters.Select(parameter => parameter.Position).OfType<int>()];
            Assert.Equal(positions.Distinct().Count(), positions.Length);
        });

    [Fact]
    public void WhatComesDownThePipeline_IsNeitherDroppedNorAnsweredByTheEngine()
    {
        Parameter[] piped = [.. _module.Cmdlets.SelectMany(cmdlet => cmdlet.Parameters).Where(parameter => parameter.TakesPipelineInput)];

        Assert.NotEmpty(piped);
        Assert.All(piped, parameter =>
        {
            Assert.False(parameter.Type.IsValueType, $"{parameter} is a {parameter.Type.Name}: the binder drops what it cannot convert.");
            Assert.True(parameter.IsNullable, $"{parameter} is not nullable: nothing given could not be told.");
            Assert.False(parameter.IsMandatory, $"{parameter} is mandatory: the engine's error would hold the whole record.");
            Assert.Empty(parameter.Validations);
        });
    }

    [Fact]
    public void EveryRecordCmdlet_TakesAnyObject_SoThatTheEngineNeverAnswersForOne() =>
        Assert.All(
            _module.Cmdlets.Where(cmdlet => !cmdlet.IsOfSessions),
            cmdlet => Assert.Equal("System.Management.Automation.PSObject", Assert.Single(cmdlet.Parameters, parameter => parameter.Name == "InputObject").Type.FullName));

    [Fact]
    public void Words_TravelAsText()
    {
        Parameter[] words = [.. _module.Cmdlets.SelectMany(cmdlet => cmdlet.Parameters).Where(parameter => parameter.Name is "Application" or "Visibility")];

        Assert.NotEmpty(words);
        Assert.All(words, parameter =>
        {
            Assert.Equal("System.String", parameter.Type.FullName);
            Assert.True(parameter.Completer is not null, $"{parameter} completes nothing.");
        });
        Assert.DoesNotContain(_module.Cmdlets.SelectMany(cmdlet => cmdlet.Parameters), parameter => parameter.Type.IsEnum);
    }

    [Theory]
    [InlineData("Gh", "Name", "SecretNameCompleter")]
    [InlineData("Gh", "Organization", "OrganizationCompleter")]
    [InlineData("Gh", "Repository", "RepositoryCompleter")]
    [InlineData("Gh", "Owner", "OwnerCompleter")]
    [InlineData("Gh", "HostName", "HostNameCompleter")]
    [InlineData("Gh", "Environment", "EnvironmentCompleter")]
    [InlineData("Gh", "SelectedRepository", "SelectedRepositoryCompleter")]
    [InlineData("Vela", "Name", "VelaSecretNameCompleter")]
    public void NamesThatTheServerKnows_AreCompleted(string product, string name, string completer)
    {
        Parameter[] parameters = [.. _module.Cmdlets.Where(cmdlet => cmdlet.Product == product).SelectMany(cmdlet => cmdlet.Parameters).Where(parameter => parameter.Name == name)];

        Assert.NotEmpty(parameters);
        Assert.All(parameters, parameter => Assert.Equal(IsOfAccess(parameter) ? "SelectedRepositoryCompleter" : completer, parameter.Completer));
    }

    [Fact]
    public void OnlyTheNamesOfGet_FilesOfManySecrets_AndTheVariablesInThem_TakeWildcards() =>
        Assert.All(
            _module.Cmdlets.SelectMany(cmdlet => cmdlet.Parameters).Where(parameter => Parameter.Has(parameter.Property, "SupportsWildcardsAttribute")),
            parameter => Assert.True(parameter is { Name: "Name", Cmdlet.Verb: "Get" } or { Name: "Variable" } || IsOfManySecrets(parameter), $"{parameter} takes wildcards."));

    [Fact]
    public void TheValue_IsASecretValue_AndNeverPositional()
    {
        Parameter[] values = [.. _module.Cmdlets.SelectMany(cmdlet => cmdlet.Parameters).Where(parameter => parameter.Name == "Value" && !parameter.Cmdlet.Noun.EndsWith("Variable", StringComparison.Ordinal))];

        Assert.NotEmpty(values);
        Assert.All(values, parameter =>
        {
            Assert.Equal("GhSecrets.Core.SecretValue", parameter.Type.FullName);
            Assert.Null(parameter.Position);
            Assert.Equal(["SecretValue"], parameter.Aliases);
            Assert.Contains(parameter.Property.GetCustomAttributesData(), attribute => attribute.AttributeType.Name == "SecretValueTransformationAttribute");
        });
        Assert.DoesNotContain(_module.Cmdlets.SelectMany(cmdlet => cmdlet.Parameters), parameter => parameter.Name != "Value" && parameter.Type.Name == "SecretValue");
    }

    [Fact]
    public void ATokenOrKey_IsASecureString_AndNeverPositional()
    {
        Parameter[] tokens = [.. _module.Cmdlets.SelectMany(cmdlet => cmdlet.Parameters).Where(parameter => parameter.Name == "LedgerKey" || parameter.Name.EndsWith("Token", StringComparison.Ordinal))];

        Assert.Equal(5, tokens.Length);
        Assert.All(tokens, token =>
        {
            Assert.Equal("System.Security.SecureString", token.Type.FullName);
            Assert.Null(token.Position);
            Assert.Contains(token.Property.GetCustomAttributesData(), attribute => attribute.AttributeType.Name == "TokenTransformationAttribute");
        });
    }

    [Fact]
    public void EveryParameter_IsDocumented()
    {
        IReadOnlyDictionary<string, string> summaries = BuiltModule.Summaries;

        Assert.All(_module.Cmdlets, cmdlet => Assert.EndsWith(".", summaries.GetValueOrDefault($"T:{cmdlet.Type.FullName}", ""), StringComparison.Ordinal));
        Assert.All(
            _module.Cmdlets.SelectMany(cmdlet => cmdlet.Parameters),
            parameter => Assert.True(summaries.GetValueOrDefault(parameter.DocumentationId, "").EndsWith('.'), $"{parameter} has no summary."));
    }

    [Fact]
    public void ARepositoryThatIsToSeeASecret_NeverComesFromARecord()
    {
        Parameter[] repositories = [.. _module.Cmdlets.SelectMany(cmdlet => cmdlet.Parameters).Where(IsOfAccess)];

        Assert.Equal(12, repositories.Length);
        Assert.All(repositories, repository => Assert.False(repository.TakesPipelineInput, $"{repository} would be granted to where a record's own secret is."));
    }

    // A -Path is one value, or files that hold many secrets; -Force asks nothing, or leaves nothing out; a -Repository is where a secret is, or who sees it.
    private static string OtherMeaning(Parameter parameter) =>
        IsOfManySecrets(parameter) || parameter is { Name: "Force", Cmdlet.Verb: "Sync" } ? " of files"
        : IsOfAccess(parameter) ? " of access"
        : parameter.Cmdlet.Noun.EndsWith("Repository", StringComparison.Ordinal) && parameter.Name is "Name" or "Application" ? " of access"
        : parameter.Cmdlet.Noun.EndsWith("Variable", StringComparison.Ordinal) ? " of variables"
        : "";

    private static bool IsOfAccess(Parameter parameter) => parameter.Name == "Repository" && parameter.Cmdlet.Noun.EndsWith("Repository", StringComparison.Ordinal);

    private static bool IsOfManySecrets(Parameter parameter) => parameter is { Name: "Path", Cmdlet.Verb: "Import" or "Compare" or "Sync" };

    private static string Told(IEnumerable<Parameter> parameters, Func<Parameter, string> what) =>
        string.Join("; ", parameters.Select(parameter => $"{parameter}: {what(parameter)}"));
}

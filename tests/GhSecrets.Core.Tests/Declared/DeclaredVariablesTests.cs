using System;
using System.IO;
using System.Linq;
using System.Text;

namespace GhSecrets.Core.Tests;

/// <summary>The variables of a declared file: a second list with the same places, whose values are texts.</summary>
public sealed class DeclaredVariablesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("value: eu-west-1", "eu-west-1")]
    [InlineData("value: \"\"", "")]
    [InlineData("value: 8080", "8080")]
    [InlineData("value: 1.10", "1.10")]
    [InlineData("value: true", "true")]
    [InlineData("value: \" two  blanks \"", " two  blanks ")]
    [InlineData("value: \"two\\nlines \\U0001F511\"", "two\nlines \ud83d\udd11")]
    [InlineData("value: { text: eu-west-1 }", "eu-west-1")]
    [InlineData("value: { text: \"\" }", "")]
    [InlineData("value: { env: OTHER }", "other")]
    public void AValue_IsATextAsItStands(string value, string expected)
    {
        using DeclaredFile file = Declared.Yaml($"variables:\n  - name: region\n    repositories: [acme/app]\n    {value}\n");

        DeclaredItem item = file.Single();

        Assert.Equal((ItemKind.Variable, "REGION", expected), (item.Kind, item.Name, item.Value));
        Assert.Equal(["repos/acme/app/actions/variables"], item.Paths());
        Assert.Null(item.Content);
        Assert.Null(item.Prompt);
        Assert.Empty(file.Warnings());
    }

    [Theory]
    [InlineData("{\"variables\": [{\"name\": \"PORT\", \"repositories\": [\"acme/app\"], \"value\": 8080}]}", "8080")]
    [InlineData("{\"variables\": [{\"name\": \"PORT\", \"repositories\": [\"acme/app\"], \"value\": false}]}", "false")]
    [InlineData("{\"variables\": [{\"name\": \"PORT\", \"repositories\": [\"acme/app\"], \"value\": \"a\\nb\"}]}", "a\nb")]
    public void JsonSaysTheSame(string json, string expected)
    {
        using DeclaredFile file = Declared.Read("secrets.json", json);

        Assert.Equal(expected, file.Single().Value);
    }

    [Fact]
    public void AFile_IsReadWithItsLineBreaks()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "motd.txt"), "one\r\ntwo \ud83d\udd11\n");
        using DeclaredFile file = Read("variables:\n  - { name: MOTD, organization: acme, visibility: all, value: { file: motd.txt } }\n");

        Assert.Equal("one\r\ntwo \ud83d\udd11\n", file.Single().Value);
    }

    [Fact]
    public void PlacesAndAccess_AreThoseOfSecrets()
    {
        using DeclaredFile file = Declared.Yaml("""
            variables:
              - { name: A, application: agents, organization: acme, selectedRepositories: [app], value: x }
              - { name: B, repositories: [acme/app, "acme/svc-*"], environments: [prod/eu west], value: x }
            """);

        file.AssertRight();
        Assert.Equal(["orgs/acme/agents/variables", "repos/acme/app/environments/prod%2Feu%20west/variables"], file.Items.SelectMany(item => item.Paths()));
        Assert.Equal(Visibility.Selected, file.Items[0].Visibility);
        Assert.Equal(["acme"], file.Items[1].Selection!.Owners);
        Assert.Equal("repos/acme/svc-a/environments/prod%2Feu%20west/variables", Assert.Single(file.Items[1].ScopesOf("acme/svc-a")).Path);
    }

    [Fact]
    public void OneName_MayBeASecretAndAVariableOfOnePlace()
    {
        using DeclaredFile file = Declared.Yaml($$"""
            variables:
              - { name: TOKEN, repositories: [acme/app], value: x }
            secrets:
              - { name: TOKEN, repositories: [acme/app], {{Declared.Value}} }
            """);

        file.AssertRight();
        Assert.Equal([ItemKind.Secret, ItemKind.Variable], file.Items.Select(item => item.Kind));
    }

    [Theory]
    [InlineData("name: my-region, repositories: [acme/app], value: x", ErrorId.InvalidVariableName, "'my-region' is no name for a variable")]
    [InlineData("name: 1A, repositories: [acme/app], value: x", ErrorId.InvalidVariableName, "must not start with a digit")]
    [InlineData("name: GITHUB_X, repositories: [acme/app], value: x", ErrorId.InvalidVariableName, "GITHUB_")]
    [InlineData("repositories: [acme/app], value: x", ErrorId.InvalidVariableName, "The variable has no name.")]
    [InlineData("name: A, value: x", ErrorId.InvalidArgument, "The variable has no place. Give organization or repositories.")]
    [InlineData("name: A, user: me, value: x", ErrorId.InvalidArgument, "This key is not known here")]
    [InlineData("name: A, organization: acme, repositories: [acme/app], value: x", ErrorId.InvalidArgument, "The variable has more than one kind of place")]
    [InlineData("name: A, application: dependabot, repositories: [acme/app], value: x", ErrorId.ScopeNotSupported, "Dependabot")]
    [InlineData("name: A, application: codespaces, organization: acme, value: x", ErrorId.ScopeNotSupported, "Codespaces")]
    [InlineData("name: A, application: agents, repositories: [acme/app], environments: [prod], value: x", ErrorId.ScopeNotSupported, "Agents")]
    [InlineData("name: A, repositories: [acme/app], visibility: all, value: x", ErrorId.InvalidArgument, "Variables of a repository have no Visibility")]
    [InlineData("name: A, organization: acme, visibility: private, selectedRepositories: [app], value: x", ErrorId.InvalidArgument, "Selected")]
    [InlineData("name: A, repositories: [acme/app]", ErrorId.InvalidValue, "The variable has no value. Give a text, or a map with one of the keys env, file, text.")]
    [InlineData("name: A, repositories: [acme/app], value: ~", ErrorId.InvalidArgument, "Nothing stands behind value.")]
    [InlineData("name: A, repositories: [acme/app], value: []", ErrorId.InvalidValue, "value must be a text, or a map with one of the keys env, file, text.")]
    [InlineData("name: A, repositories: [acme/app], value: {}", ErrorId.InvalidValue, "The value has no source. Give one of: env, file, text.")]
    [InlineData("name: A, repositories: [acme/app], value: { env: OTHER, text: x }", ErrorId.InvalidValue, "The value has more than one source: env and text.")]
    [InlineData("name: A, repositories: [acme/app], value: { prompt: true }", ErrorId.InvalidValue, "This key is not known here")]
    [InlineData("name: A, repositories: [acme/app], value: { secret: x }", ErrorId.InvalidValue, "This key is not known here")]
    [InlineData("name: A, repositories: [acme/app], value: { env: NOT_SET }", ErrorId.InvalidValue, "The environment variable NOT_SET is not set, or empty.")]
    [InlineData("name: A, repositories: [acme/app], value: { file: nowhere.txt }", ErrorId.FileNotFound, "The file that is named here does not exist.")]
    [InlineData("name: A, repositories: [acme/app], value: { env: LARGE }", ErrorId.ValueTooLarge, "48 KB")]
    [InlineData("name: A, repositories: [acme/app], value: { file: binary.bin }", ErrorId.InvalidValue, "The value is not UTF-8 text")]
    public void WhatIsWrong_IsTold_BeforeThereIsAnyRequest(string variable, ErrorId id, string message)
    {
        File.WriteAllBytes(Path.Combine(_folder.FullName, "binary.bin"), [0, 255, 10]);
        using DeclaredFile file = Read($"variables:\n  - {{ {variable} }}\n");

        Assert.Empty(file.Items);
        Assert.Contains(file.Problems, problem => problem.Id == id && problem.Line == 2 && problem.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void TheListMustBeOne()
    {
        using DeclaredFile file = Declared.Yaml("variables: { A: x }\n");

        Assert.Equal(["Line 1, column 12: variables must be a list of maps, each beginning with a hyphen in YAML."], file.Problems());
    }

    [Fact]
    public void TheSameNameTwice_AndMoreThanFit_AreTold()
    {
        string rows = string.Concat(Enumerable.Range(1, 101).Select(number => $"  - {{ name: V{number}, repositories: [acme/app], environments: [prod], value: x }}\n"));
        using DeclaredFile twice = Declared.Yaml("variables:\n  - { name: A, organization: acme, value: x }\n  - { name: a, organization: ACME, value: y }\n");
        using DeclaredFile many = Declared.Yaml("variables:\n" + rows);

        Assert.Contains("A in organization ACME is declared for a second time", Assert.Single(twice.Problems()), StringComparison.Ordinal);
        FileProblem problem = Assert.Single(many.Problems);
        Assert.Equal(ErrorId.TooManyVariables, problem.Id);
        Assert.Contains("This is variable number 101 of environment 'prod' of acme/app, where GitHub keeps 100.", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-----BEGIN PRIVATE KEY-----", "a private key")]
    [InlineData("ghp_0123456789012345678901234567890123456", "a token of GitHub")]
    [InlineData("AKIAABCDEFGHIJKLMNOP", "an access key of AWS")]
    [InlineData("https://me:pass@example.com/", "an address with a password")]
    public void WhatLooksLikeASecret_IsWarnedOf_AndNotShown(string value, string what)
    {
        using DeclaredFile file = Declared.Yaml($"variables:\n  - {{ name: A, organization: acme, value: \"{value}\" }}\n");

        string warning = Assert.Single(file.Warnings());
        Assert.Contains($"The value looks like {what}. Variables are shown in logs: store it as a secret.", warning, StringComparison.Ordinal);
        Assert.DoesNotContain(value, warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("value: { env: TOKEN }", true)]
    [InlineData("value: before " + Marked.Value, true)]
    [InlineData("value: { env: OTHER }", false)]
    public void TheValueOfADeclaredSecret_IsWarnedOf(string value, bool isWarned)
    {
        using DeclaredFile file = Declared.Yaml($"variables:\n  - {{ name: A, organization: acme, {value} }}\nsecrets:\n  - {{ name: B, organization: acme, {Declared.Value} }}\n");

        Assert.Equal(
            isWarned ? ["Line 2, column 5: The value of the variable A holds that of a secret which the file declares, and variables are shown in logs."] : [],
            file.Warnings());
    }

    [Theory]
    [InlineData("[\"DB_PASSWORD\"]", "DB_PASSWORD", true)]
    [InlineData("[\"db.password\", \"x\"]", "DB_PASSWORD", true)]
    [InlineData("[\"Db Password\"]", "DB_PASSWORD", true)]
    [InlineData("[\"REGION\"]", "DB_PASSWORD", false)]
    [InlineData("[\"DB\"]", "DB_PASSWORD", false)]
    [InlineData("[null, 1, {}]", "DB_PASSWORD", false)]
    [InlineData("no list", "DB_PASSWORD", false)]
    [InlineData("", "DB_PASSWORD", false)]
    [InlineData(null, "DB_PASSWORD", false)]
    public void ASecretOfThePipeline_IsNoValueOfAVariable_ButOneOfASecret(string? names, string name, bool isRefused)
    {
        ValueSources sources = new() { Environment = variable => variable == "VSTS_SECRET_VARIABLES" ? names : variable == name ? "hunter22" : null };
        using DeclaredFile variable = Declared.Yaml($"variables:\n  - {{ name: A, organization: acme, value: {{ env: {name} }} }}\n", sources);
        using DeclaredFile secret = Declared.Yaml($"secrets:\n  - {{ name: A, organization: acme, value: {{ env: {name} }} }}\n", sources);

        secret.AssertRight();
        if (isRefused)
        {
            Assert.Equal(
                [$"Line 2, column 50: The environment variable {name} holds a secret of the pipeline, and variables are shown in logs. Declare it under secrets, or give what is no secret."],
                variable.Problems());
        }
        else
        {
            variable.AssertRight();
        }
    }

    [Fact]
    public void RowsOfACsvFile_SayTheirKind()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "motd.txt"), "hello");
        using DeclaredFile file = Read(
            "Name,Kind,Repository,Environment,Value,ValueFile\nREGION,variable,acme/app,,eu-west-1,\nMOTD,Variable,acme/app,prod,,motd.txt\nTOKEN,Secret,acme/app,,x1,\nOTHER,,acme/app,,x1,\n",
            "secrets.csv");

        file.AssertRight();
        Assert.Equal([ItemKind.Variable, ItemKind.Variable, ItemKind.Secret, ItemKind.Secret], file.Items.Select(item => item.Kind));
        Assert.Equal(["eu-west-1", "hello", null, null], file.Items.Select(item => item.Value));
        Assert.StartsWith("Line 4, column 1: The file holds values as plain text", Assert.Single(file.Warnings()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name,Kind,Repository,Value\nA,Varible,acme/app,x\n", "'Varible' is no Kind. Use one of: Secret, Variable.")]
    [InlineData("Name,Kind,Repository,EncryptedValue,KeyId\nA,Variable,acme/app,eA==,1\n", "This key is not known here")]
    [InlineData("Name,Kind,User,Value\nA,Variable,me,x\n", "This key is not known here")]
    [InlineData("Name,Kind,Repository,Value\nA,Variable,acme/app,\n", "The variable has no value.")]
    public void ARowThatIsNoVariable_IsWrong(string csv, string message)
    {
        using DeclaredFile file = Declared.Read("secrets.csv", csv);

        Assert.Contains(message, file.Problems()[0], StringComparison.Ordinal);
    }

    private DeclaredFile Read(string content, string name = "secrets.yaml")
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content, new UTF8Encoding(false));
        return DeclaredFile.Read(path, Declared.Sources(folder: _folder.FullName));
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using GhSecrets.Core;

namespace GhSecrets.Contract.Tests;

/// <summary>The module as it is installed, and the layers that the compiler cannot hold.</summary>
public sealed class LayoutTests
{
    private const string PowerShell = "System.Management.Automation";

    [Theory]
    [InlineData("GhSecrets.psd1")]
    [InlineData("GhSecrets.format.ps1xml")]
    [InlineData("en-US/GhSecrets.dll-Help.xml")]
    [InlineData("en-US/about_GhSecrets.help.txt")]
    [InlineData("bin/net8.0/GhSecrets.dll")]
    [InlineData("bin/net8.0/GhSecrets.Loader.dll")]
    [InlineData("bin/net8.0/dependencies/GhSecrets.Core.dll")]
    [InlineData("bin/net8.0/dependencies/Newtonsoft.Json.dll")]
    [InlineData("bin/net8.0/dependencies/Sodium.Core.dll")]
    [InlineData("bin/net8.0/dependencies/YamlDotNet.dll")]
    [InlineData("bin/net472/GhSecrets.dll")]
    [InlineData("bin/net472/GhSecrets.Core.dll")]
    [InlineData("bin/net472/Newtonsoft.Json.dll")]
    [InlineData("bin/net472/Sodium.Core.dll")]
    [InlineData("bin/net472/YamlDotNet.dll")]
    [InlineData("bin/BouncyCastle.Cryptography.dll")]
    public void TheModule_HasItsFiles(string path) =>
        Assert.True(File.Exists(Path.Combine(BuiltModule.Folder, path)), $"{path} is missing.");

    [Fact]
    public void TheModule_BringsNoPowerShellOfItsOwn()
    {
        string[] files = [.. Directory.GetFiles(BuiltModule.Folder, "*", SearchOption.AllDirectories), .. Directory.GetFiles(AppContext.BaseDirectory)];

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => Path.GetFileName(file).StartsWith(PowerShell, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(files, file => Path.GetFileName(file).Equals("GhSecrets.Loader.dll", StringComparison.Ordinal) && file.Contains("net472", StringComparison.Ordinal));
    }

    // PowerShell 7 loads the cmdlets into the context that it shares with all modules, and would take from beside them what they refer to.
    [Fact]
    public void BesideTheCmdlets_IsTheLoaderAlone()
    {
        string[] files = Directory.GetFiles(Path.Combine(BuiltModule.Folder, "bin", "net8.0"), "*");

        Assert.Equal(["GhSecrets.Loader.dll", "GhSecrets.dll"], files.Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.GetFiles(BuiltModule.Folder, "*.psm1"));
    }

    [Fact]
    public void TheCmdlets_NeedCoreAndPowerShellAlone() =>
        Assert.Equal(["GhSecrets.Core", PowerShell], OutsideOfTheRuntime("bin/net8.0/GhSecrets.dll"));

    [Fact]
    public void TheLoader_NeedsPowerShellAlone() =>
        Assert.Equal([PowerShell], OutsideOfTheRuntime("bin/net8.0/GhSecrets.Loader.dll"));

    [Theory]
    [InlineData("net8.0/dependencies")]
    [InlineData("net472")]
    public void EveryAssembly_FindsItsReferences_BesideItOrInTheRuntime(string folderOfFramework)
    {
        string folder = Path.Combine(BuiltModule.Folder, "bin", folderOfFramework);
        string[] inRuntime = ["mscorlib", "netstandard", "System", "Microsoft.CSharp", PowerShell];

        Assert.All(Directory.GetFiles(folder, "*.dll"), file => Assert.All(
            References(file).Where(name => !inRuntime.Contains(name) && !name.StartsWith("System.", StringComparison.Ordinal)),
            name => Assert.True(
                File.Exists(Path.Combine(folder, name + ".dll")) || File.Exists(Path.Combine(BuiltModule.Folder, "bin", name + ".dll")),
                $"{Path.GetFileName(file)} needs {name}.")));
    }

    /// <summary>One file of libsodium for each system that PowerShell runs on, and of the format that the system loads.</summary>
    [Fact]
    public void TheModule_HasTheNativeLibraryOfEachSystem_Once()
    {
        Dictionary<string, string> expected = new()
        {
            ["linux-arm"] = "libsodium.so: ELF of 32 bits for Arm",
            ["linux-arm64"] = "libsodium.so: ELF of 64 bits for Arm",
            ["linux-musl-arm"] = "libsodium.so: ELF of 32 bits for Arm",
            ["linux-musl-arm64"] = "libsodium.so: ELF of 64 bits for Arm",
            ["linux-musl-x64"] = "libsodium.so: ELF of 64 bits for x86",
            ["linux-x64"] = "libsodium.so: ELF of 64 bits for x86",
            ["osx"] = "libsodium.dylib: Mach-O for x86 and Arm",
            ["win-arm64"] = "libsodium.dll: PE of 64 bits for Arm",
            ["win-x64"] = "libsodium.dll: PE of 64 bits for x86",
            ["win-x86"] = "libsodium.dll: PE of 32 bits for x86",
        };
        string[] natives =
        [
            .. Directory.GetFiles(BuiltModule.Folder, "libsodium.*", SearchOption.AllDirectories)
                .Select(file => $"{Path.GetRelativePath(BuiltModule.Folder, file).Replace('\\', '/')}: {Format(File.ReadAllBytes(file))}"),
        ];

        Assert.Equal(
            expected.Select(system => $"bin/runtimes/{system.Key}/native/{system.Value}").Order(StringComparer.Ordinal),
            natives.Order(StringComparer.Ordinal));
    }

    // Windows PowerShell has no binding redirects for a module: what .NET Framework does not have must lie there in exactly the version that is asked for.
    [Fact]
    public void WindowsPowerShell_FindsEachReference_InItsExactVersion()
    {
        string folder = Path.Combine(BuiltModule.Folder, "bin", "net472");
        Dictionary<string, Version> framework = Directory.GetFiles(BuiltModule.Framework, "*.dll", SearchOption.AllDirectories)
            .GroupBy(file => Path.GetFileNameWithoutExtension(file), VersionOf)
            .ToDictionary(file => file.Key, versions => versions.Max()!);
        Dictionary<string, Version> beside = Directory.GetFiles(folder, "*.dll").Concat(Directory.GetFiles(Path.Combine(BuiltModule.Folder, "bin"), "*.dll"))
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), VersionOf);

        Assert.NotEmpty(framework);
        Assert.All(Directory.GetFiles(folder, "*.dll"), file => Assert.All(
            References(file, (name, version) => (Name: name, Version: version)).Where(reference => reference.Name != PowerShell),
            reference => Assert.True(
                beside.GetValueOrDefault(reference.Name) == reference.Version || framework.GetValueOrDefault(reference.Name) >= reference.Version,
                $"{Path.GetFileName(file)} needs {reference.Name} {reference.Version}.")));
    }

    [Theory]
    [InlineData("net8.0")]
    [InlineData("net472")]
    public void EveryAssembly_IsNeeded(string framework)
    {
        string[] files = Directory.GetFiles(Path.Combine(BuiltModule.Folder, "bin", framework), "*.dll", SearchOption.AllDirectories);

        // System.ValueTuple comes with a package and only points to .NET Framework's own.
        string[] needed = [.. files.SelectMany(References), "GhSecrets", "GhSecrets.Loader", "System.ValueTuple"];

        Assert.Empty(files.Select(file => Path.GetFileNameWithoutExtension(file)).Except(needed));
        Assert.Empty(Directory.GetFiles(BuiltModule.Folder, "*.pdb", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("bin/net8.0/dependencies/GhSecrets.Core.dll")]
    [InlineData("bin/net472/GhSecrets.Core.dll")]
    public void Core_DoesNotKnowPowerShell(string path) =>
        Assert.DoesNotContain(PowerShell, References(Path.Combine(BuiltModule.Folder, path)));

    [Fact]
    public void NoSourceOfCore_SpeaksOfPowerShellsTypes()
    {
        string[] files = Directory.GetFiles(Path.Combine(BuiltModule.RepositoryRoot, "src", "GhSecrets.Core"), "*.cs", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotContain(PowerShell, File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public void WhatAUserSees_IsInOneNamespaceAProject()
    {
        using BuiltModule module = new();

        Assert.All(module.Assembly.GetExportedTypes(), type => Assert.Equal("GhSecrets", type.Namespace));
        Assert.All(module.Core.GetExportedTypes(), type => Assert.Equal("GhSecrets.Core", type.Namespace));
    }

    [Fact]
    public void TheManifest_IsTheOnlyPlaceOfTheVersion()
    {
        Version manifest = new(BuiltModule.ManifestText("ModuleVersion"));
        using BuiltModule module = new();

        Assert.Equal(manifest, ThreeParts(module.Assembly));
        Assert.Equal(manifest, ThreeParts(module.Core));
        Assert.Equal(manifest, new Version(new DirectoryInfo(BuiltModule.Folder).Name));
    }

    [Fact]
    public void TheManifest_NamesFilesThatAreThere()
    {
        string[] binaries = [.. Regex.Matches(BuiltModule.Manifest, "'(bin/[^']*)'").Select(match => match.Groups[1].Value)];
        string[] named = [.. binaries, .. BuiltModule.ManifestList("FormatsToProcess")];

        Assert.Equal(["bin/net8.0/GhSecrets.dll", "bin/net472/GhSecrets.dll", "bin/net8.0/GhSecrets.Loader.dll"], binaries);
        Assert.All(named, file => Assert.True(File.Exists(Path.Combine(BuiltModule.Folder, file)), $"{file} is missing."));
        Assert.Equal(["Desktop", "Core"], BuiltModule.ManifestList("CompatiblePSEditions"));
    }

    [Fact]
    public void EveryErrorId_HasItsCategory() =>
        Assert.Equal(Enum.GetNames<ErrorId>().Order(StringComparer.Ordinal), Categories().Select(row => row.Id).Order(StringComparer.Ordinal));

    [Fact]
    public void TheHelp_HasEveryErrorId_WithItsCategory()
    {
        string page = File.ReadAllText(Path.Combine(BuiltModule.RepositoryRoot, "docs", "en-US", "about_GhSecrets.md"));
        (string, string)[] rows = [.. Regex.Matches(page, "^\\| (\\w+) \\| (\\w+) \\| \\S", RegexOptions.Multiline)
            .Select(row => (row.Groups[1].Value, row.Groups[2].Value))
            .Where(row => row != ("id", "category"))];

        Assert.Equal(Categories().Order(), rows.Order());
    }

    // The table of Errors.cs, which no other assembly sees.
    private static (string Id, string Category)[] Categories()
    {
        string table = File.ReadAllText(Path.Combine(BuiltModule.RepositoryRoot, "src", "GhSecrets", "Errors.cs"));
        return [.. Regex.Matches(table, "^\\s+(ErrorId\\..*?) => ErrorCategory\\.(\\w+),\\r?$", RegexOptions.Multiline)
            .Where(arm => arm.Groups[2].Value != "NotSpecified")
            .SelectMany(arm => Regex.Matches(arm.Groups[1].Value, "ErrorId\\.(\\w+)").Select(id => (id.Groups[1].Value, arm.Groups[2].Value)))];
    }

    private static string Format(byte[] file) => file switch
    {
        [0x7F, (byte)'E', (byte)'L', (byte)'F', var bits, ..] => $"ELF of {32 * bits} bits for {(file[18] is 0x28 or 0xB7 ? "Arm" : file[18] is 0x3E ? "x86" : "another")}",
        [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, _, 1, 0, 0, 7, ..] when file.AsSpan(28, 4).SequenceEqual<byte>([1, 0, 0, 0xC]) => "Mach-O for x86 and Arm",
        [(byte)'M', (byte)'Z', ..] => PeFormat(new PEReader(new MemoryStream(file)).PEHeaders),
        _ => "unknown",
    };

    private static string PeFormat(PEHeaders headers) =>
        $"PE of {(headers.PEHeader!.Magic == PEMagic.PE32Plus ? 64 : 32)} bits for {(headers.CoffHeader.Machine == Machine.Arm64 ? "Arm" : "x86")}";

    private static Version ThreeParts(Assembly assembly) => new(assembly.GetName().Version!.ToString(3));

    private static Version VersionOf(string path)
    {
        using PEReader file = new(File.OpenRead(path));
        return file.HasMetadata && file.GetMetadataReader() is { IsAssembly: true } metadata ? metadata.GetAssemblyDefinition().Version : new Version();
    }

    private static string[] OutsideOfTheRuntime(string path) =>
        [.. References(Path.Combine(BuiltModule.Folder, path))
            .Where(name => name == PowerShell || !name.StartsWith("System.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    private static string[] References(string path) => References(path, (name, _) => name);

    private static T[] References<T>(string path, Func<string, Version, T> select)
    {
        using PEReader file = new(File.OpenRead(path));
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(reference => select(metadata.GetString(reference.Name), reference.Version))];
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Security.Cryptography;
using Package;

// Packs the module that the build laid out: Package OUTPUT-FOLDER
string root = BuiltInto("RepositoryRoot");
string moduleFolder = BuiltInto("ModuleFolder");
string output = args[0];

Manifest manifest = new(moduleFolder);
RestoredPackage[] packages = Contents.PackagesIn(moduleFolder, RestoredPackage.Of(Path.Combine(root, "src", "GhSecrets")));
string license = File.ReadAllText(Path.Combine(root, "LICENSE"));
Contents.WriteLicenses(Path.Combine(moduleFolder, "licenses"), packages, license);

SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);
foreach (string path in Directory.EnumerateFiles(moduleFolder, "*", SearchOption.AllDirectories))
{
    files.Add(Path.GetRelativePath(moduleFolder, path).Replace('\\', '/'), File.ReadAllBytes(path));
}

string name = $"GhSecrets.{manifest.Text("ModuleVersion")}";
string package = Path.Combine(output, $"{name}.nupkg");
Directory.CreateDirectory(output);
File.WriteAllBytes(package, Nupkg.Pack(manifest, files));

// Nothing else lies beside the package: a folder repository takes every file there for a module's.
string about = Path.Combine(output, "about");
Directory.CreateDirectory(about);
File.WriteAllText(Path.Combine(about, $"{name}.sha256"), string.Concat(files.Select(file => $"{Sha256(file.Value)}  {file.Key}\n")));
File.WriteAllText(Path.Combine(about, $"{name}.cdx.json"), BillOfMaterials.Write(manifest, packages));

Console.WriteLine($"{package}: {files.Count} files, SHA-256 {Sha256(File.ReadAllBytes(package))}");
Console.WriteLine(new Extension(root, Path.Combine(root, "out")).Pack(moduleFolder, Version.Parse(manifest.Text("ModuleVersion")), Path.GetFullPath(Path.Combine(output, "azure-devops", $"{name}.vsix"))));

Console.WriteLine(Tool.Pack(root, license, Path.Combine(output, "tool")));

static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

static string BuiltInto(string key) =>
    typeof(Manifest).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;

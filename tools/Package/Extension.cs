using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Package;

/// <summary>The extension for Azure DevOps: the task of <c>azure-devops</c> with the module and what its entry needs of Node, as a vsix.</summary>
/// <remarks>npm installs what the lock files name; that stays in the work folder for the next time.</remarks>
internal sealed class Extension(string root, string workFolder)
{
    private const string TaskName = "GhSecretsSync";

    private static readonly JsonSerializerOptions s_format = new() { WriteIndented = true };

    // npm's tfx asks file for the type of what has no extension.
    private static readonly string[] s_programs = OperatingSystem.IsWindows() ? ["node.exe", "npm.cmd"] : ["node", "npm", "file"];

    private readonly string _source = Path.Combine(root, "azure-devops");
    private readonly string _layout = Path.Combine(workFolder, "extension");

    /// <summary>Packs the extension and tells in one sentence what was made; or why not, where a program is missing or npm cannot install.</summary>
    public string Pack(string moduleFolder, Version version, string package) =>
        Make(moduleFolder, version, package) is string reason ? $"Not made: the extension for Azure DevOps, because {reason}." : $"{package}: the extension for Azure DevOps";

    /// <summary>Makes the package; null, or why it cannot be made.</summary>
    private string? Make(string moduleFolder, Version version, string package)
    {
        if (s_programs.Where(program => !Command.IsThere(program)).ToArray() is { Length: > 0 } missing)
        {
            return $"{string.Join(" and ", missing)} {(missing.Length == 1 ? "was" : "were")} not found";
        }

        (string? runtime, string reason) = Install(Path.Combine(_source, TaskName), TaskName);
        (string? tfx, reason) = runtime is null ? (null, reason) : Install(Path.Combine(root, "tools", "Package", "tfx"), "tfx");
        if (runtime is null || tfx is null)
        {
            return reason;
        }

        LayOut(moduleFolder, runtime, version);
        (int code, string said) = Command.Run("node", _layout, Path.Combine(tfx, "tfx-cli", "_build", "tfx-cli.js"),
            "extension", "create", "--root", _layout, "--manifests", "vss-extension.json", "--output-path", package, "--no-prompt", "--no-color");
        return code == 0 ? null : throw new InvalidOperationException(said);
    }

    private void LayOut(string moduleFolder, string runtime, Version version)
    {
        if (Directory.Exists(_layout))
        {
            Directory.Delete(_layout, recursive: true);
        }

        string task = Path.Combine(_layout, TaskName);
        Copy(_source, _layout);
        File.Copy(Path.Combine(root, "LICENSE"), Path.Combine(_layout, "LICENSE"));
        Copy(moduleFolder, Path.Combine(task, "GhSecrets"));
        Copy(runtime, Path.Combine(task, "node_modules"));
        Edit(Path.Combine(task, "task.json"), json => SetVersion(json["version"]!, version));
        Edit(Path.Combine(_layout, "vss-extension.json"), json =>
        {
            json["version"] = version.ToString();
            json["publisher"] = Environment.GetEnvironmentVariable("EXTENSION_PUBLISHER") ?? json["publisher"]!.GetValue<string>();
        });
    }

    // The major version is the one that a pipeline names (GhSecretsSync@1): it changes with the inputs, not with the module.
    private static void SetVersion(JsonNode task, Version module)
    {
        task["Minor"] = (100 * module.Major) + module.Minor;
        task["Patch"] = module.Build;
    }

    private static void Edit(string path, Action<JsonNode> edit)
    {
        JsonNode json = JsonNode.Parse(File.ReadAllText(path))!;
        edit(json);
        File.WriteAllText(path, json.ToJsonString(s_format) + "\n");
    }

    /// <summary>Installs what the lock file of a folder names, unless that was done before; gives the folder with it, or why there is none.</summary>
    private (string? Folder, string Reason) Install(string source, string name)
    {
        string folder = Path.Combine(workFolder, "npm", name);
        string modules = Path.Combine(folder, "node_modules");
        string wanted = File.ReadAllText(Path.Combine(source, "package-lock.json"));
        string installed = Path.Combine(folder, "installed.json");
        if (File.Exists(installed) && File.ReadAllText(installed) == wanted)
        {
            return (modules, "");
        }

        Directory.CreateDirectory(folder);
        foreach (string file in new[] { "package.json", "package-lock.json" })
        {
            File.Copy(Path.Combine(source, file), Path.Combine(folder, file), overwrite: true);
        }

        string npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        (int code, string said) = Command.Run(npm, folder, "ci", "--omit=dev", "--ignore-scripts", "--no-bin-links", "--no-audit", "--no-fund", "--loglevel=error");
        if (code != 0)
        {
            return (null, $"npm could not install what it needs: {said.Trim().Split('\n')[0].Trim()}");
        }

        File.WriteAllText(installed, wanted);
        return (modules, "");
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string destination = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
            File.Copy(file, destination, overwrite: true);
        }
    }
}

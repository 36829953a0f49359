using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using GhSecrets.Help;

// Help FROM TO: turns the pages of one folder into the files of another that Get-Help reads.
if (args.Length != 2)
{
    Console.Error.WriteLine("Give the folder of the pages and the folder of the help files.");
    return 2;
}

string[] files = [.. Directory.GetFiles(args[0], "*.md").Order(StringComparer.Ordinal)];
ILookup<bool, string> kinds = files.ToLookup(file => Path.GetFileName(file).StartsWith("about_", StringComparison.Ordinal));
bool failed = false;
Directory.CreateDirectory(args[1]);
foreach (string file in kinds[true])
{
    if (Read(file, AboutText.From) is string text)
    {
        // Windows PowerShell knows a text of UTF-8 by its byte order mark.
        File.WriteAllText(Path.Combine(args[1], Path.GetFileNameWithoutExtension(file) + ".help.txt"), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }
}

XElement?[] commands = [.. kinds[false].Select(file => Read(file, section => Maml.From(CmdletPage.Read(section))))];
if (failed)
{
    return 1;
}

// Last of all: its time says that all of the help is there.
Maml.Document(commands.OfType<XElement>()).Save(Path.Combine(args[1], CmdletPage.HelpFile));
return 0;

// In the words that MSBuild takes for an error of its own, with file and line.
T? Read<T>(string file, Func<Section, T> turn)
    where T : class
{
    try
    {
        return turn(Section.Read(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)));
    }
    catch (PageException e)
    {
        Console.Error.WriteLine($"{Path.GetFullPath(file)}({e.Line}): error HELP: {e.Message}");
        failed = true;
        return null;
    }
}

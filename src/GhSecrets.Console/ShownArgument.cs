using System.Globalization;
using System.Text.RegularExpressions;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary>An argument as a message about it may show it.</summary>
internal static partial class ShownArgument
{
    /// <summary>Commands, names of options and numbers as they are; all else as <c>***</c>.</summary>
    internal static string Of(string argument, int place)
    {
        bool isPlain = Option().IsMatch(argument)
            || (place == 0 && Command().IsMatch(argument))
            || argument.Length == 1
            || int.TryParse(argument, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        return isPlain && !HarmlessText.IsControl(argument[0]) ? argument : "***";
    }

    [GeneratedRegex("^--?[a-z]+(-[a-z]+){0,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Option();

    [GeneratedRegex("^[a-z]{1,12}$", RegexOptions.CultureInvariant)]
    private static partial Regex Command();
}

using System;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Refuses arguments that belong to no parameter. The engine would quote them, and one may be a value or a token that lacks the
/// name of its parameter.</summary>
internal static class UnboundArguments
{
    private const string Name = nameof(SessionNounCmdlet.UnboundArgument);

    // The engine gives the name of a parameter that it does not know as a text, like any other.
    private static readonly Regex s_name = new("^-[a-z]+:?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly string[] s_secret = ["Value", "Token"];

    /// <summary>Ends the call if anything is left over.</summary>
    internal static void Refuse(PSCmdlet cmdlet, object?[]? left)
    {
        if (left is { Length: > 0 })
        {
            ErrorRecord record = Errors.From(new GhSecretsException(ErrorId.InvalidArgument, Message(cmdlet.MyInvocation.MyCommand, left)));
            RunnerLog.Error(cmdlet, record);

            // The error keeps what was bound, and shows it to Format-List -Force and to Get-Error.
            cmdlet.MyInvocation.BoundParameters.Remove(Name);
            cmdlet.ThrowTerminatingError(record);
        }
    }

    private static string Message(CommandInfo command, object?[] left)
    {
        string[] known = [.. command.Parameters.Keys];
        if (left.Select(item => $"{item}").FirstOrDefault(s_name.IsMatch) is string given)
        {
            string name = given.Trim('-', ':');
            return NearestWord.Of(name, known) is string meant
                ? $"There is no parameter -{name}. Did you mean -{meant}?"
                : $"An argument with a dash is not the name of a parameter. Get-Help {command.Name} shows the parameters.";
        }

        return "An argument has no name, and no parameter takes it by position. Put the name of its parameter before it"
            + (s_secret.FirstOrDefault(known.Contains) is string secret ? $", such as -{secret}" : "")
            + ". Separate several values of one parameter with commas.";
    }
}

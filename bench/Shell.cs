using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace Bench;

/// <summary>The shell's own <c>time</c>: the wall and processor time of commands and all their children.</summary>
internal static class Shell
{
    internal static async Task<Sample> TimeAsync(Mock mock, string script, params string[] arguments)
    {
        string output = await Child.RunAsync(Child.Info(
            "bash", ["-c", $"set -e; LC_ALL=C; TIMEFORMAT='%3R %3U %3S'; exec 3>&2; {{ time {{ {script}; }} > /dev/null 2>&3; }} 2>&1", "bash", .. arguments], mock.Environment));
        double[] times = [.. output.Trim().Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
        return new Sample(times[0], times[1] + times[2]);
    }
}

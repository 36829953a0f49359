using System.Collections.Generic;
using System.Linq;
using System.Text;
using GhSecrets.Core;
using MockVela;

namespace Demo;

/// <summary>What <c>docs/examples/vela.csv</c> must bring to Vela.</summary>
internal static class VelaRollout
{
    internal const string Rows = "docs/examples/vela.csv";

    /// <summary>Gives the server what the rows name, and says what must arrive there.</summary>
    internal static List<ExpectedItem> Prepare(VelaState state)
    {
        List<ExpectedItem> expected = [];
        foreach (var cell in CsvRows.Read(Rows))
        {
            VelaSecretScope scope = new VelaScopeColumns
            {
                Type = cell("Type"),
                Organization = [cell("Organization")],
                Repository = [cell("Repository")],
                Team = [cell("Team")],
            }.Scopes()[0];
            if (scope.Repository is not null)
            {
                state.AddRepository($"{scope.Organization}/{scope.Repository}");
            }

            (string type, string name) = (cell("Type"), cell("Name"));
            string place = scope.Repository ?? scope.Team ?? "*";
            expected.Add(new ExpectedItem(
                "Vela",
                $"{name} in {scope}",
                Encoding.UTF8.GetBytes(cell("Value")),
                () => state.Secrets.SingleOrDefault(secret => secret.Address == ("native", type, scope.Organization, place, name)) is { } stored
                    ? Encoding.UTF8.GetBytes(stored.Value)
                    : null));
        }

        return expected;
    }
}

using System.Linq;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Compares what a file declares with the secrets and variables that are there; reads only.</summary>
[Cmdlet(VerbsData.Compare, Nouns.Secret)]
[OutputType(typeof(SecretComparison))]
public sealed class CompareGhSecretCommand : DeclaredFileCmdlet
{
    private protected override SyncOptions OptionsFor(string file) => base.OptionsFor(file) with { ComparesOnly = true };

    private protected override void Take(string file, SyncStep step)
    {
        base.Take(file, step);
        if (step is SyncStep.Compared compared)
        {
            // Neighbours, so that the table shows each place once.
            WriteObject(compared.File.Items.GroupBy(item => item.Place).SelectMany(place => place), enumerateCollection: true);
        }
    }
}

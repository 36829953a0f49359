using System;

namespace GhSecrets.Core;

/// <content>Reads the values of variables as text: they are not secret.</content>
internal sealed partial class DeclaredValueReader
{
    /// <summary>Reads the value of a variable: a text that stands there, or where it comes from.</summary>
    internal DeclaredValue ReadVariable(KeyedMap variable)
    {
        string known = $"a text, or a map with one of the keys {string.Join(", ", DeclaredKeys.OfVariableValue)}";
        if (!Has(variable, $"The variable has no value. Give {known}."))
        {
            return default;
        }

        InputNode value = variable[DeclaredKeys.Value]!;
        if (value.Items is not null)
        {
            problems.Add(value, $"value must be {known}.", ErrorId.InvalidValue);
            return default;
        }

        return value.Text is SecretValue text ? Variable(value, text.Copy)
            : Source(value, DeclaredKeys.OfVariableValue) is not var (map, key, node) ? default
            : key == DeclaredKeys.Text && node.Text is SecretValue inner ? Variable(node, inner.Copy)
            : map.RequireText(key) is not string name ? default
            : Variable(node, () => key == DeclaredKeys.Env ? FromOpenEnvironment(name) : FromFile(FullPath(name)));
    }

    private DeclaredValue Variable(InputNode source, Func<SecretValue> read)
    {
        try
        {
            using SecretValue value = read();
            string text = VariableValue.Read(value);
            VariableValue.EnsureFits(text);
            foreach (string doubt in VariableValue.Doubts(text))
            {
                problems.Warn(source, doubt);
            }

            return new DeclaredValue(null, null, text);
        }
        catch (GhSecretsException e)
        {
            problems.Add(source, e);
            return default;
        }
    }

    private SecretValue FromOpenEnvironment(string name) => SecretPipelineVariables.Include(name, sources.Environment)
        ? throw Invalid($"The environment variable {name} holds a secret of the pipeline, and variables are shown in logs. "
            + "Declare it under secrets, or give what is no secret.")
        : FromEnvironment(name);
}

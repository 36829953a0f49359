using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace GhSecrets.Contract.Tests;

/// <summary>One cmdlet class, as its attributes tell of it.</summary>
internal sealed class Cmdlet
{
    private const string Automation = "System.Management.Automation.";

    private readonly CustomAttributeData _attribute;

    private Cmdlet(Type type, CustomAttributeData attribute)
    {
        Type = type;
        _attribute = attribute;
        Parameters = [.. type.GetProperties().Where(property => Parameter.Has(property, "ParameterAttribute")).Select(property => new Parameter(this, property))];
    }

    public Type Type { get; }

    public string Verb => (string)_attribute.ConstructorArguments[0].Value!;

    public string Noun => (string)_attribute.ConstructorArguments[1].Value!;

    public string Name => $"{Verb}-{Noun}";

    /// <summary>What its nouns begin with: <c>Gh</c> or <c>Vela</c>.</summary>
    public string Product => Noun.StartsWith("Vela", StringComparison.Ordinal) ? "Vela" : "Gh";

    public bool IsOfSessions => Noun.EndsWith("Session", StringComparison.Ordinal);

    public bool SupportsShouldProcess => Named("SupportsShouldProcess") is true;

    /// <summary>The value of <c>ConfirmImpact</c>: 1 Low, 2 Medium (when not given), 3 High.</summary>
    public int ConfirmImpact => (int)(Named("ConfirmImpact") ?? 2);

    /// <summary>The types of what it writes.</summary>
    public IReadOnlyList<Type> Outputs =>
    [
        .. Type.GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType.FullName == Automation + "OutputTypeAttribute")
            .SelectMany(attribute => (IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!)
            .Select(type => (Type)type.Value!),
    ];

    public bool HasOutputType => Outputs.Count > 0;

    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The cmdlet that a type is; null for any other type.</summary>
    public static Cmdlet? Read(Type type) =>
        type.GetCustomAttributesData().FirstOrDefault(attribute => attribute.AttributeType.FullName == Automation + "CmdletAttribute") is { } attribute
            ? new Cmdlet(type, attribute)
            : null;

    public override string ToString() => Name;

    private object? Named(string name) =>
        _attribute.NamedArguments.Where(argument => argument.MemberName == name).Select(argument => argument.TypedValue.Value).FirstOrDefault();
}

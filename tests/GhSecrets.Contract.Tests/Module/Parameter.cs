using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace GhSecrets.Contract.Tests;

/// <summary>One parameter of a cmdlet, inherited ones too.</summary>
internal sealed class Parameter(Cmdlet cmdlet, PropertyInfo property)
{
    private readonly IReadOnlyList<CustomAttributeData> _sets = [.. Attributes(property, "ParameterAttribute")];

    public Cmdlet Cmdlet => cmdlet;

    public string Name => property.Name;

    public PropertyInfo Property => property;

    public Type Type => property.PropertyType;

    public bool IsNullable => new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;

    public bool IsMandatory => Named("Mandatory").Any(value => value is true);

    public bool TakesPipelineInput => Named("ValueFromPipeline").Concat(Named("ValueFromPipelineByPropertyName")).Any(value => value is true);

    /// <summary>The position, or null for one that must be named.</summary>
    public int? Position => (int?)Named("Position").FirstOrDefault();

    public IReadOnlyList<string> Aliases =>
        [.. Attributes(property, "AliasAttribute")
            .SelectMany(attribute => (IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!)
            .Select(argument => (string)argument.Value!)];

    /// <summary>What completes it, such as <c>WordCompleter SecretApplication</c>; null for nothing.</summary>
    public string? Completer =>
        Attributes(property, "ArgumentCompleterAttribute")
            .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!)
            .Select(type => string.Join(" ", type.GetGenericArguments().Prepend(type).Select(part => part.Name.Split('`')[0])))
            .SingleOrDefault();

    public IEnumerable<string> Validations =>
        property.GetCustomAttributesData().Select(attribute => attribute.AttributeType.Name).Where(name => name.StartsWith("Validate", StringComparison.Ordinal));

    /// <summary>The id of the property in the documentation file.</summary>
    public string DocumentationId => $"P:{(property.DeclaringType!.IsGenericType ? property.DeclaringType.GetGenericTypeDefinition() : property.DeclaringType).FullName}.{Name}";

    public static bool Has(PropertyInfo property, string attribute) => Attributes(property, attribute).Any();

    public override string ToString() => $"{cmdlet} -{Name}";

    private static IEnumerable<CustomAttributeData> Attributes(PropertyInfo property, string name) =>
        property.GetCustomAttributesData().Where(attribute => attribute.AttributeType.FullName == "System.Management.Automation." + name);

    private IEnumerable<object?> Named(string name) =>
        _sets.SelectMany(set => set.NamedArguments).Where(argument => argument.MemberName == name).Select(argument => argument.TypedValue.Value);
}

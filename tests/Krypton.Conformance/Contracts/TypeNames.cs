using System.Globalization;
using System.Reflection;

namespace Krypton.Conformance;

/// <summary>Types and parameters as the listing writes them.</summary>
internal static class TypeNames
{
    public static string Name(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.HasElementType)
        {
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : "");
        }

        string name = type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}" : $"{type.Namespace}.{type.Name}";
        int tick = name.IndexOf('`', StringComparison.Ordinal);
        return !type.IsGenericType ? name : $"{(tick < 0 ? name : name[..tick])}<{string.Join(",", type.GetGenericArguments().Select(Name))}>";
    }

    public static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        $"{(p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{(p.IsOut ? "out " : "")}{Name(p.ParameterType)} {p.Name}{Default(p)}"));

    private static string Default(ParameterInfo p) =>
        p.HasDefaultValue ? $" = {(p.DefaultValue is null ? "default" : Convert.ToString(p.DefaultValue, CultureInfo.InvariantCulture))}" : "";
}

using System.Reflection;
using System.Runtime.CompilerServices;
using static Krypton.Conformance.TypeNames;

namespace Krypton.Conformance;

/// <summary>The public API of an assembly, a line a type or member; the recorded listing of the genuine assemblies has the same form.</summary>
internal static class ApiListing
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string[] Synthesized =
        ["<Clone>$", "PrintMembers", "Deconstruct", "Equals", "GetHashCode", "ToString", "op_Equality", "op_Inequality", "Finalize"];

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes().SelectMany(Describe).Distinct();

    /// <summary>The type that a line speaks of.</summary>
    public static string TypeOf(string line) => line.Split(' ')[1].TrimEnd(':');

    private static IEnumerable<string> Describe(Type type)
    {
        string kind = KindOf(type);
        string parent = type.BaseType is { } b && kind == "class" ? Name(b) : "-";
        string usage = type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false) is { } u ? $" usage={u.ValidOn}" : "";
        yield return $"type {Name(type)}: {kind}{ShapeOf(type, kind)} base={parent}{usage}";
        IEnumerable<string> members = kind == "enum"
            ? Enum.GetNames(type).Select(n => $"{n}={Convert.ToInt64(Enum.Parse(type, n))}")
            : type.GetMembers(Declared).Select(Describe).OfType<string>();
        foreach (string member in members)
        {
            yield return $"member {Name(type)}: {member}";
        }
    }

    private static string KindOf(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
        { IsValueType: true } => "struct",
        _ => "class",
    };

    private static string ShapeOf(Type type, string kind) => type switch
    {
        { IsAbstract: true, IsSealed: true } => " static",
        { IsAbstract: true, IsInterface: false } => " abstract ",
        { IsSealed: true } when kind == "class" => " sealed",
        _ => "",
    };

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo c when IsVisible(c) && !c.IsStatic && !IsCopy(c) => $"{Access(c)}.ctor({Parameters(c)})",
        MethodInfo m when IsVisible(m) && !m.IsSpecialName && !Synthesized.Contains(m.Name) =>
            $"{Access(m)}{Modifiers(m)}{Name(m.ReturnType)} {m.Name}{Generics(m)}({Parameters(m)})",
        MethodInfo m when IsVisible(m) && m.Name.StartsWith("op_", StringComparison.Ordinal) && !Synthesized.Contains(m.Name) =>
            $"{Access(m)}static {Name(m.ReturnType)} {m.Name}({Parameters(m)})",
        PropertyInfo { GetMethod: { } get } p when IsVisible(get) && p.Name != "EqualityContract" =>
            $"{Access(get)}{Modifiers(get)}{Name(p.PropertyType)} {p.Name} {{ get;{Setter(p)} }}",
        PropertyInfo { GetMethod: null, SetMethod: { } set } p when IsVisible(set) => $"{Access(set)}{Modifiers(set)}{Name(p.PropertyType)} {p.Name} {{{Setter(p)} }}",
        FieldInfo { IsPublic: true, IsSpecialName: false } f => $"public {(f.IsStatic ? "static " : "")}{Name(f.FieldType)} {f.Name}",
        _ => null,
    };

    private static bool IsVisible(MethodBase m) => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly;

    private static bool IsCopy(ConstructorInfo c) => !c.IsPublic && c.GetParameters() is [var p] && p.ParameterType == c.DeclaringType;

    private static string Access(MethodBase m) => m.IsPublic ? "public " : "protected ";

    private static string Modifiers(MethodInfo m) => m switch
    {
        { IsStatic: true } => "static ",
        { DeclaringType.IsInterface: true } => "",
        { IsAbstract: true } => " abstract ",
        { IsVirtual: true, IsFinal: false } when m.GetBaseDefinition() == m => "virtual ",
        _ => "",
    };

    private static string Setter(PropertyInfo p) => p.SetMethod is not { } set || !IsVisible(set)
        ? ""
        : set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;";

    private static string Generics(MethodInfo m) => m.IsGenericMethodDefinition ? $"<{string.Join(",", m.GetGenericArguments().Select(a => a.Name))}>" : "";
}

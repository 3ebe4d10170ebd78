using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using KryptonFunctions.Functions.Http;

namespace KryptonFunctions.Functions.OpenApi;

/// <summary>
/// What the contract's records say of themselves: their XML documentation, which the compiler writes and the build
/// embeds, so that each sentence stands once.
/// </summary>
internal static partial class ContractDocs
{
    private const string Resource = "contract.xml";

    private static readonly Dictionary<string, XElement> Members = Read();

    /// <summary>The summary of a message, or null.</summary>
    public static string? Of(Type type) => Text(Find("T:" + NameOf(type))?.Element("summary"));

    /// <summary>
    /// The description of a property, and where it has a closed list of values what each means; null where it has none.
    /// </summary>
    public static string? Of(MemberInfo property, Type type)
    {
        var said = Own(property);
        var values = type.IsEnum ? ValuesOf(type) : [];
        return said is null || values.Count == 0 ? said : $"{said} {string.Join(" ", values)}";
    }

    private static string? Own(MemberInfo property)
    {
        var owner = NameOf(property.DeclaringType!);
        var parameter = Find("T:" + owner)
            ?.Elements("param")
            .FirstOrDefault(p => (string?)p.Attribute("name") == property.Name);
        return Text(Find($"P:{owner}.{property.Name}")?.Element("summary") ?? parameter);
    }

    private static List<string> ValuesOf(Type type) =>
        [
            .. Enum.GetValuesAsUnderlyingType(type)
                .Cast<object>()
                .Select(value => Enum.ToObject(type, value))
                .Select(value =>
                    (
                        Name: JsonSerializer.Serialize(value, type, ApiJson.Options).Trim('"'),
                        Said: Text(Find($"F:{NameOf(type)}.{value}")?.Element("summary"))
                    )
                )
                .Where(value => value.Said is not null)
                .Select(value => $"{value.Name}: {value.Said}"),
        ];

    private static Dictionary<string, XElement> Read()
    {
        using var xml = typeof(ContractDocs).Assembly.GetManifestResourceStream(Resource)!;
        return XDocument
            .Load(xml)
            .Descendants("member")
            .ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal);
    }

    private static XElement? Find(string member) => Members.GetValueOrDefault(member);

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private static string? Text(XElement? element) =>
        element is not null
        && Spaces().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim() is { Length: > 0 } text
            ? text
            : null;

    private static string Text(XNode node) =>
        node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" or "paramref" } reference => Camel(Target(reference)),
            XElement element => string.Concat(element.Nodes().Select(Text)),
            _ => "",
        };

    /// <summary>The last word of what a reference leads to.</summary>
    private static string Target(XElement reference) => reference.FirstAttribute!.Value.Split('.')[^1];

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}

using System.Globalization;
using Microsoft.OpenApi;

namespace KryptonFunctions.Functions.OpenApi;

/// <summary>The forms that parameters have.</summary>
internal static class ApiForms
{
    public static OpenApiSchema Text { get; } = new() { Type = JsonSchemaType.String };

    public static OpenApiSchema Flag { get; } = new() { Type = JsonSchemaType.Boolean };

    public static OpenApiSchema Day { get; } = new() { Type = JsonSchemaType.String, Format = "date" };

    public static OpenApiSchema Month { get; } = Pattern("^[0-9]{4}-[0-9]{2}$");

    /// <summary>An id that the DCC gives to a meeting or a pré-fiche.</summary>
    public static OpenApiSchema DccId { get; } = Pattern("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$");

    public static OpenApiSchema StudyUid { get; } =
        new()
        {
            Type = JsonSchemaType.String,
            Pattern = "^[0-9.]+$",
            MaxLength = 64,
        };

    public static OpenApiSchema Number(int least, int most, int otherwise) =>
        new()
        {
            Type = JsonSchemaType.Integer,
            Minimum = least.ToString(CultureInfo.InvariantCulture),
            Maximum = most.ToString(CultureInfo.InvariantCulture),
            Default = otherwise,
        };

    private static OpenApiSchema Pattern(string pattern) => new() { Type = JsonSchemaType.String, Pattern = pattern };
}

using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;

namespace KryptonFunctions.Functions.Structures;

/// <summary>The département of a GET: <c>department</c>.</summary>
internal static class DepartmentQuery
{
    private static readonly Wording Form = new(
        "Le numéro d'un département, par exemple 33, 2A ou 974.",
        "The number of a département such as 33, 2A or 974."
    );

    public static string? Read(RequestQuery query) => query.Text("department", IsDepartment, Form);

    private static bool IsDepartment(string text) =>
        text is "2A" or "2B" || (text.Length is 2 or 3 && text.All(char.IsAsciiDigit));
}

using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;

namespace KryptonFunctions.Functions.Studies;

/// <summary>The care context of a GET: <c>rcpId</c>, and where given <c>preFicheId</c>.</summary>
internal static class CareQuery
{
    private static readonly Wording Form = new(
        "1 à 64 lettres, chiffres, « . », « _ » ou « - ».",
        "1 to 64 letters, digits, '.', '_' or '-'."
    );
    private static readonly Wording Needed = new($"Obligatoire : {Form.French}", $"Required: {Form.English}");

    public static CareContext Read(RequestQuery query) =>
        new(
            query.Text("rcpId", DccIds.IsValid, Needed, required: true) ?? "",
            query.Text("preFicheId", DccIds.IsValid, Form)
        );
}

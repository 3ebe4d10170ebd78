using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;

namespace KryptonFunctions.Functions.Studies;

/// <summary>The care context of a GET: <c>rcpId</c>, and where given <c>preFicheId</c>.</summary>
internal static class CareQuery
{
    private const string Form = "1 to 64 letters, digits, '.', '_' or '-'.";

    public static CareContext Read(RequestQuery query) =>
        new(
            query.Text("rcpId", DccIds.IsValid, $"Required: {Form}", required: true) ?? "",
            query.Text("preFicheId", DccIds.IsValid, Form)
        );
}

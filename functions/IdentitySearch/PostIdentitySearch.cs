using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.IdentitySearch;

/// <summary>
/// <c>POST /identity-searches</c>: searches Krypton for a patient. The candidates are ranked, the choice is the user's.
/// </summary>
public sealed class PostIdentitySearch(SearchIdentity searchIdentity)
{
    [Function(nameof(PostIdentitySearch))]
    [Allows(Roles.Care)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/identity-searches")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellationToken
    )
    {
        var body = await RequestBody.ReadAsync<IdentitySearchRequest>(request, cancellationToken);
        // From here on the request ends whoever hangs up: a search must not be left without its trace.
        return Answer.From(
            await body.ThenAsync(search => searchIdentity.SearchAsync(context.Caller(), search, CancellationToken.None))
        );
    }
}

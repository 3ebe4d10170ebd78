using Microsoft.AspNetCore.Http;
using Workbench.Layout;
using Workbench.Sessions;

namespace Workbench.Dcc;

/// <summary>Notes the calls of a click. A part that looks again by itself is none.</summary>
internal sealed class CallLog(Session session, IHttpContextAccessor context)
{
    private readonly bool isClick = context.HttpContext?.GetEndpoint()?.Metadata.GetMetadata<LiveMark>() is null;

    public void Add(RecordedCall call)
    {
        if (isClick)
        {
            session.Add(call);
        }
    }
}

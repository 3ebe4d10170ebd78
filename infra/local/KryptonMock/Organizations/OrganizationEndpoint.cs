using System.Text.Json.Nodes;
using KryptonMock.Http;

namespace KryptonMock.Organizations;

/// <summary>FHIR Organization: the establishments, in pages.</summary>
internal sealed class OrganizationEndpoint(Func<IReadOnlyList<JsonObject>> organizations)
{
    public MockAnswer Search(MockRequest request) => Pages.Of(request, organizations());
}

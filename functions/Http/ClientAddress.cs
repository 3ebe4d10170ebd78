using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace KryptonFunctions.Functions.Http;

/// <summary>Where a request without a token comes from, to count what is refused to it.</summary>
internal static class ClientAddress
{
    private const string Forwarded = "X-Forwarded-For";
    private const int NetworkBytes = 8;

    /// <summary>
    /// The address that Azure's front end put last into <c>X-Forwarded-For</c>: what stands before it the client may
    /// have written. Without the header, the other end of the connection. Of an IPv6 address its network, whose other
    /// half is the client's to choose.
    /// </summary>
    public static string Of(HttpRequest request)
    {
        var last = request.Headers[Forwarded].ToString().Split(',')[^1].Trim();
        var address = IPEndPoint.TryParse(last, out var end)
            ? end.Address
            : request.HttpContext.Connection.RemoteIpAddress;
        return address switch
        {
            null => "unknown",
            { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
            { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(
                address.GetAddressBytes().AsSpan(0, NetworkBytes)
            ),
            _ => address.ToString(),
        };
    }
}

using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace SmartToyonaka.Triggers.Middleware;

/// <summary>Where a request comes from, as far as it can be told.</summary>
internal static class CallerAddress
{
    /// <summary>
    /// The address that the platform has added to <c>X-Forwarded-For</c>: the last one, since a caller can send others before it. Of IPv6 the
    /// network, since a machine has as many addresses in it as it likes. <c>""</c> when there is none.
    /// </summary>
    public static string Of(HttpRequest request)
    {
        var last = request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim();
        if (!IPEndPoint.TryParse(last, out var end))
        {
            return "";
        }

        var address = end.Address.IsIPv4MappedToIPv6 ? end.Address.MapToIPv4() : end.Address;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}

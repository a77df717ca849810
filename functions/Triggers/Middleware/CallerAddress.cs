using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace SmartToyonaka.Triggers.Middleware;

/// <summary>Where a request comes from, as far as it can be told.</summary>
public static class CallerAddress
{
    /// <summary>
    /// The connection's address: the host's forwarder says it to the worker in <c>X-Forwarded-For</c>, and the worker's forwarded-headers
    /// step puts it there and takes the header away, so that nothing a caller writes counts. Of IPv6 the network (/64), since a machine has
    /// as many addresses in it as it likes. <c>""</c> when there is none.
    /// </summary>
    public static string Of(HttpRequest request)
    {
        if (request.HttpContext.Connection.RemoteIpAddress is not { } remote)
        {
            return "";
        }

        var address = remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}

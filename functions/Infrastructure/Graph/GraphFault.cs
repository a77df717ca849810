using Azure.Identity;
using Microsoft.Kiota.Abstractions;

namespace SmartToyonaka.Infrastructure.Graph;

/// <summary>Why a call of Graph failed. Records and logs show the word of each.</summary>
public enum GraphFault
{
    None,

    /// <summary>429, or 503 with a time to come back: nothing was done.</summary>
    Throttled,

    /// <summary>401, or no token could be had.</summary>
    Unauthorized,

    /// <summary>403: the permission is not there, or not for this mailbox or site.</summary>
    Forbidden,

    /// <summary>404: no such mailbox or file.</summary>
    NotFound,

    /// <summary>Another answer of 4xx.</summary>
    Refused,

    /// <summary>No connection could be made.</summary>
    Unreachable,

    /// <summary>5xx, a broken connection, or no response in time: the request may have been executed.</summary>
    Unclear,

    /// <summary>The response was truncated.</summary>
    Incomplete,

    /// <summary>Larger than the limit.</summary>
    TooLarge,
}

/// <summary>Words for faults, and faults of what the client library throws.</summary>
public static class GraphFaultText
{
    /// <summary><c>throttled</c>, <c>not-found</c> …</summary>
    public static string Text(this GraphFault fault) => fault switch
    {
        GraphFault.NotFound => "not-found",
        GraphFault.TooLarge => "too-large",
        _ => fault.ToString().ToLowerInvariant(),
    };

    /// <summary>The fault for an exception of the client library; null for a bug.</summary>
    internal static GraphFault? Of(Exception exception) => exception switch
    {
        ApiException e => OfStatus(e.ResponseStatusCode,
            e.ResponseHeaders?.Any(h => h.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)) == true),

        // The library gave up its retries; only refusals are retried where repetition matters.
        AggregateException { InnerExceptions: [.., ApiException last] } => Of(last),
        AuthenticationFailedException => GraphFault.Unauthorized,
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
        } => GraphFault.Unreachable,
        HttpRequestException or IOException or TimeoutException or TaskCanceledException => GraphFault.Unclear,
        _ => null,
    };

    /// <summary>The fault that a status tells of; <see cref="GraphFault.None"/> below 300.</summary>
    internal static GraphFault OfStatus(int status, bool saysWhenToComeBack) => status switch
    {
        429 => GraphFault.Throttled,
        503 when saysWhenToComeBack => GraphFault.Throttled,
        401 => GraphFault.Unauthorized,
        403 => GraphFault.Forbidden,
        404 or 410 => GraphFault.NotFound,

        // 408: the responder did not get the complete request; a server behind a gateway may have.
        408 => GraphFault.Unclear,
        >= 400 and < 500 => GraphFault.Refused,
        >= 200 and < 300 => GraphFault.None,
        _ => GraphFault.Unclear,
    };
}

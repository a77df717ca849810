using System.Net;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;

namespace SmartToyonaka.Infrastructure.Graph;

/// <summary>
/// What the client library may send again by itself. Its own rule is 429, 503 and 504, three times, after at most three minutes: too
/// much for a mail, which a gateway that answers 504 may have passed on, and too early where Retry-After says longer.
/// </summary>
internal static class GraphRetry
{
    private const int Times = 3;

    // Several mails may be waiting behind this one, and the next run of the timer comes anyway.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>For what must not happen twice: sent again only when it was surely refused.</summary>
    public static RetryHandlerOption ForSending() => new() { MaxRetry = Times, ShouldRetry = (_, _, answer) => IsRefusal(answer) && IsWorthWaiting(answer) };

    /// <summary>For what may happen as often as one likes.</summary>
    public static RetryHandlerOption ForReading() => new()
    {
        MaxRetry = Times,
        ShouldRetry = (_, _, answer) => answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout && IsWorthWaiting(answer),
    };

    /// <summary>True for an answer by which Graph says that it did nothing: throttled, or busy with a time to come back.</summary>
    private static bool IsRefusal(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.TooManyRequests || (answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null);

    // The library misreads a Retry-After that is a date, and waits three minutes at most whatever is asked.
    private static bool IsWorthWaiting(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter is not { } after || (after.Delta is { } wait && wait <= LongestWait);
}

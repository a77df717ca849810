using System.Net;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;

namespace SmartToyonaka.Infrastructure.Graph;

/// <summary>
/// The retries of the client library. Its default is 429, 503 and 504, three times, after at most three minutes: unsafe for a mail, which a
/// gateway that answers 504 may have passed on, and too early where Retry-After is longer.
/// </summary>
internal static class GraphRetry
{
    private const int Times = 3;

    // Several mails may wait behind this one, and the next run of the timer retries it.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>For requests that must not be executed twice: retried only when they were certainly refused.</summary>
    public static RetryHandlerOption ForSending() =>
        new() { MaxRetry = Times, ShouldRetry = (_, _, answer) => IsRefusal(answer) && IsWorthWaiting(answer) };

    /// <summary>For idempotent requests.</summary>
    public static RetryHandlerOption ForReading() => new()
    {
        MaxRetry = Times,
        ShouldRetry = (_, _, answer) => answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
            or HttpStatusCode.GatewayTimeout && IsWorthWaiting(answer),
    };

    /// <summary>True for a response that says that Graph did nothing: throttled, or busy with a Retry-After.</summary>
    private static bool IsRefusal(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.TooManyRequests
            || (answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null);

    // The library misreads a Retry-After that is a date, and waits at most three minutes for any value.
    private static bool IsWorthWaiting(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter is not { } after || (after.Delta is { } wait && wait <= LongestWait);
}

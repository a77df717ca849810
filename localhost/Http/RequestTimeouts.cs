using System.Globalization;
using Localhost.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Localhost.Http;

/// <summary>Time limits for callers. On Azure the platform's front end has them; here there is none.</summary>
/// <param name="Headers">For the headers of a request, from their first byte on; a connection that says nothing at all is closed
/// later.</param>
/// <param name="Body">For the first bytes of a body; from then on it has to come at <see cref="BytesPerSecond"/>, and an answer has to be
/// taken so.</param>
internal sealed record RequestTimeouts(TimeSpan Headers, TimeSpan Body)
{
    /// <summary>Far below the speed of a slow line.</summary>
    public const double BytesPerSecond = 240;

    private const int Connections = 5_000;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(130);

    /// <exception cref="WorkerHostException">A setting is wrong; the message says which and what it should be.</exception>
    public static RequestTimeouts Load(HostSettings settings) =>
        new(Read(settings, "Localhost:HeadersTimeout", TimeSpan.FromSeconds(20)),
            Read(settings, "Localhost:BodyTimeout", TimeSpan.FromSeconds(10)));

    public void ApplyTo(KestrelServerLimits limits)
    {
        limits.RequestHeadersTimeout = Headers;
        limits.KeepAliveTimeout = Headers > Idle ? Headers : Idle;
        limits.MinRequestBodyDataRate = new(BytesPerSecond, Body);
        limits.MinResponseDataRate = new(BytesPerSecond, Body);
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxConcurrentConnections = Connections;
    }

    private static TimeSpan Read(HostSettings settings, string name, TimeSpan usual)
    {
        if (settings[name] is not { Length: > 0 } text)
        {
            return usual;
        }

        // The server checks once a second.
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time > TimeSpan.FromSeconds(1)
            && time <= TimeSpan.FromHours(1)
            ? time
            : throw new WorkerHostException(
                $"The setting {name} is '{text}'; it must be a time of more than 00:00:01 and at most 01:00:00.");
    }
}

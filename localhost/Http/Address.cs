using System.Globalization;
using Localhost.Settings;

namespace Localhost.Http;

/// <summary>Where the host listens: <c>--urls</c> or <c>ASPNETCORE_URLS</c>, else <c>--port</c> on this machine only, else 7071 as Core Tools.</summary>
internal static class Address
{
    private const int DefaultPort = 7071;

    public static IReadOnlyList<string> From(HostSettings settings)
    {
        if ((settings["urls"] ?? settings["ASPNETCORE_URLS"]) is { Length: > 0 } urls)
        {
            return urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }

        var text = settings["port"] ?? DefaultPort.ToString(CultureInfo.InvariantCulture);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > ushort.MaxValue)
        {
            throw new InvalidOperationException($"The port '{text}' is not a number from 0 to {ushort.MaxValue}.");
        }

        // A free port can only be asked for on one address, and "localhost" is two (IPv4 and IPv6).
        return [port == 0 ? "http://127.0.0.1:0" : $"http://localhost:{port}"];
    }
}

using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using Localhost.Settings;

namespace Localhost.Http;

/// <summary>Where the host listens: this machine only, at <c>--port</c>, else 7071 as Core Tools.</summary>
internal static class Address
{
    private const int DefaultPort = 7071;

    /// <summary>Reports a port in use before anything else is started.</summary>
    /// <exception cref="WorkerHostException">Another program listens there.</exception>
    public static void CheckIsFree(HostSettings settings)
    {
        if (new Uri(From(settings)).Port is var port and > 0
            && IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
                .Any(there => there.Port == port && CanMeet(there.Address)))
        {
            throw new WorkerHostException($"Port {port} is in use by another program; choose another with --port.");
        }
    }

    /// <exception cref="WorkerHostException">The port is none.</exception>
    public static string From(HostSettings settings)
    {
        if (settings["urls"] is { Length: > 0 })
        {
            throw new WorkerHostException("--urls is not known here: this host listens on this machine only; give --port.");
        }

        var text = settings["port"] ?? DefaultPort.ToString(CultureInfo.InvariantCulture);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > ushort.MaxValue)
        {
            throw new WorkerHostException($"The port '{text}' is not a number from 0 to {ushort.MaxValue}.");
        }

        // A free port can only be asked for on one address, and "localhost" is two (IPv4 and IPv6).
        return port == 0 ? "http://127.0.0.1:0" : $"http://localhost:{port}";
    }

    private static bool CanMeet(IPAddress there) =>
        IPAddress.IsLoopback(there) || there.Equals(IPAddress.Any) || there.Equals(IPAddress.IPv6Any);
}

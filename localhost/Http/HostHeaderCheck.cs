using Microsoft.AspNetCore.Http;

namespace Localhost.Http;

/// <summary>
/// Whether a request names this machine. Protects against DNS rebinding: a foreign name that resolves to this machine is refused.
/// </summary>
internal static class HostHeaderCheck
{
    private static readonly string[] Names = ["localhost", "127.0.0.1", "[::1]"];

    public static bool NamesThisMachine(HttpRequest request) => Names.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase);
}

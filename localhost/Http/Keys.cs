using System.Security.Cryptography;
using System.Text;
using Localhost.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Localhost.Http;

/// <summary>
/// Function keys: the setting <c>Localhost:FunctionKey</c> opens <see cref="AuthorizationLevel.Function"/>, <c>Localhost:MasterKey</c> every level.
/// Without them everything but <see cref="AuthorizationLevel.Anonymous"/> is refused.
/// </summary>
internal sealed class Keys(HostSettings settings)
{
    private readonly byte[]? _function = Bytes(settings["Localhost:FunctionKey"]);
    private readonly byte[]? _master = Bytes(settings["Localhost:MasterKey"]);

    public bool Allow(HttpRequest request, AuthorizationLevel level)
    {
        if (level == AuthorizationLevel.Anonymous)
        {
            return true;
        }

        string? header = request.Headers["x-functions-key"];
        var given = Bytes(header ?? request.Query["code"]);
        return given is not null
            && (Same(given, _master) || (level == AuthorizationLevel.Function && Same(given, _function)));
    }

    private static bool Same(byte[] given, byte[]? key) => key is not null && CryptographicOperations.FixedTimeEquals(given, key);

    private static byte[]? Bytes(string? text) => string.IsNullOrEmpty(text) ? null : Encoding.UTF8.GetBytes(text);
}

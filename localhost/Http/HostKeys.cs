using System.Security.Cryptography;
using System.Text;
using Localhost.Functions;
using Localhost.Settings;
using Microsoft.AspNetCore.Http;

namespace Localhost.Http;

/// <summary>
/// The keys that requests carry in <c>x-functions-key</c> or <c>code</c>. The master key opens everything, also <c>/admin</c>: the setting
/// <c>Localhost:MasterKey</c>, else made for this start. <c>Localhost:FunctionKey</c> opens <see cref="KeyLevel.Function"/>.
/// </summary>
internal sealed class HostKeys
{
    private readonly byte[] _master;
    private readonly byte[]? _function;

    public HostKeys(HostSettings settings)
    {
        Master = settings["Localhost:MasterKey"] is { Length: > 0 } given ? given
            : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        _master = Encoding.UTF8.GetBytes(Master);
        _function = settings["Localhost:FunctionKey"] is { Length: > 0 } key ? Encoding.UTF8.GetBytes(key) : null;
    }

    public string Master { get; }

    public bool Allow(HttpRequest request, KeyLevel level)
    {
        if (level == KeyLevel.Anonymous)
        {
            return true;
        }

        string? header = request.Headers["x-functions-key"];
        var given = Encoding.UTF8.GetBytes(header ?? request.Query["code"].ToString());
        return Same(given, _master) || (level == KeyLevel.Function && _function is not null && Same(given, _function));
    }

    private static bool Same(byte[] given, byte[] key) => CryptographicOperations.FixedTimeEquals(given, key);
}

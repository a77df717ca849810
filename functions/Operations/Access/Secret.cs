using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SmartToyonaka.Operations.Access;

/// <summary>
/// A credential as its holder has it: <c>sty_&lt;id&gt;_&lt;secret&gt;</c>. The secret is 256 random bits, so a fast hash protects it as
/// well as a slow one would.
/// </summary>
internal static class Secret
{
    private const string Prefix = "sty_";

    public static (string Id, string Token) New()
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        return (id, $"{Prefix}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}");
    }

    /// <summary>The id of a token, or null when it is none of ours.</summary>
    public static string? IdOf(string token)
    {
        var end = token.IndexOf('_', Prefix.Length <= token.Length ? Prefix.Length : token.Length);
        return token.Length < 200 && token.StartsWith(Prefix, StringComparison.Ordinal) && end == Prefix.Length + 16
            && token.AsSpan(Prefix.Length, 16).IndexOfAnyExcept("0123456789abcdef") < 0
            ? token[Prefix.Length..end]
            : null;
    }

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public static bool Matches(byte[] hash, string token) => CryptographicOperations.FixedTimeEquals(hash, Hash(token));
}

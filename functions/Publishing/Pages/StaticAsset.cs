using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>
/// A file of <c>wwwroot/</c>, built into the program: both hosts serve the same, and no path of a request ever reaches a disk.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Compressed">The same with gzip; null where that saves nothing.</param>
/// <param name="Hash">Names the content, so that browsers may keep it for good.</param>
public sealed record StaticAsset(string Name, string ContentType, byte[] Content, byte[]? Compressed, string Hash)
{
    private const string Prefix = "SmartToyonaka.wwwroot.";

    private static readonly Dictionary<string, StaticAsset> All = Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(Load).ToDictionary(a => a.Name, StringComparer.Ordinal);

    /// <summary>The file of exactly this name, or null.</summary>
    public static StaticAsset? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>Where a page finds a file: an address that changes with the content.</summary>
    public static string Address(string name) => $"/assets/{name}?v={All[name].Hash}";

    private static StaticAsset Load(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new(resource[Prefix.Length..], TypeOf(resource), content, Compress(resource, content),
            Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8)));
    }

    // Styles and scripts are the same for everybody and hold no secret, which a compressed length could tell of.
    private static byte[]? Compress(string name, byte[] content)
    {
        if (Path.GetExtension(name) == ".webp")
        {
            return null;
        }

        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        var bytes = compressed.ToArray();
        return bytes.Length < content.Length ? bytes : null;
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".webp" => "image/webp",
        _ => throw new InvalidOperationException($"wwwroot/ holds {name}, of which the program does not know the type."),
    };
}

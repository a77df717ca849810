using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace SmartToyonaka.Publishing.Packages;

/// <summary>A file of a package.</summary>
/// <param name="Name">Its path within the package, with <c>/</c>: small letters, digits, <c>-</c>, <c>_</c> and <c>.</c> only.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Sha256">Of its content, in hexadecimal.</param>
/// <param name="Rows">Of a table: how many rows; null otherwise.</param>
public sealed record PackageFile(string Name, long Bytes, string Sha256,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Rows);

/// <summary>The file <c>manifest.json</c> of a package: every other file but the signature, which is over this one's bytes.</summary>
/// <param name="Kind"><see cref="CurrentKind"/>, so that nothing else that the same key signed is taken for a package.</param>
/// <param name="Format">1.</param>
/// <param name="CreatedAt">When it was exported.</param>
/// <param name="Program">Name and version of the program that made it.</param>
/// <param name="Key">The fingerprint of the public key that opens it: <see cref="PackageKey.Fingerprint"/>.</param>
/// <param name="Waiting">Computations that were waiting then: what they published later is not in it.</param>
/// <param name="Files">All files, in the order of the package.</param>
public sealed partial record PackageManifest(string Kind, int Format, DateTimeOffset CreatedAt, string Program, string Key, int Waiting,
    IReadOnlyList<PackageFile> Files)
{
    public const string CurrentKind = "smart-toyonaka-package";
    public const int CurrentFormat = 1;
    public const string FileName = "manifest.json";
    public const string SignatureName = "manifest.json.sig";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <summary>Reads a manifest; null when it is none that this version knows.</summary>
    public static PackageManifest? Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<PackageManifest>(json, Options) is
            {
                Kind: CurrentKind, Format: CurrentFormat,
                Program: not null, Key: not null, Files: not null
            } manifest
                && manifest.Files.All(IsFile) && manifest.Files.Select(f => f.Name).Append(FileName).Append(SignatureName).GroupBy(n => n)
                    .All(n => n.Count() == 1)
                ? manifest
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>True for a name that is the name of a file within a folder on every system, and nothing else.</summary>
    public static bool IsSafe(string name) => name.Length <= PackageLimits.MaxNameLength && SafeName().IsMatch(name);

    private static bool IsFile(PackageFile? file) => file is { Name: not null, Bytes: >= 0, Sha256: not null } && IsSafe(file.Name);

    // No segment begins or ends with a point, and none is the name of a device on Windows.
    [GeneratedRegex(@"^(?!(?:.*/)?(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[./]|\z))[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?(?:/[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex SafeName();
}

/// <summary>How large a package may be: what is more is neither made nor opened.</summary>
public static class PackageLimits
{
    public const int MaxFiles = 1000;
    public const int MaxNameLength = 100;

    /// <summary>Bytes of the manifest.</summary>
    public const int MaxManifest = 1024 * 1024;

    /// <summary>Bytes of the signature.</summary>
    public const int MaxSignature = 1024;

    /// <summary>
    /// Bytes of all files together as they are on the disk, and of the package itself: what a zip file can say without its extension for
    /// large ones.
    /// </summary>
    public const long MaxContent = 2L * 1024 * 1024 * 1024;
}

using System.Globalization;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain;

/// <summary>
/// The mapping that is published for Windows-31J (<c>tests/Fixtures/windows-31j.txt</c>: 94 pairs a line, a point where nothing is
/// assigned).
/// </summary>
internal static class Windows31JMapping
{
    /// <summary>Every pair as one number, and its character; a point where nothing is assigned.</summary>
    public static readonly IReadOnlyList<(int Code, char Character)> Published =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "tests", "Fixtures", "windows-31j.txt")).SelectMany(l =>
        {
            var from = int.Parse(l.AsSpan(0, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            return l[5..].Select((c, i) => (Code: from + i + (from % 256 == 0x40 && i >= 0x3F ? 1 : 0), c));
        }),
    ];

    /// <summary>The pairs to which a character is assigned.</summary>
    public static IEnumerable<(int Code, char Character)> Assigned => Published.Where(p => p.Character != '.');

    /// <summary>A pair as it stands in a file.</summary>
    public static byte[] Bytes(int code) => [(byte)(code >> 8), (byte)code];
}

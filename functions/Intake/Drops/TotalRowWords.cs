using System.Buffers;
using System.Text;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Drops;

/// <summary>The words of rows that add up the rows above: never facts.</summary>
internal static class TotalRowWords
{
    // The last bytes of 計, 全, 数, 掲, 体, 算, べ, 和, ケ, Σ and ∑: most cells without one of them hold none.
    private static readonly SearchValues<byte> LastBytes =
        SearchValues.Create([0x88, 0xA8, 0xB0, 0xB2, 0x93, 0x97, 0xB9, 0xA3, 0x91, 0x8C, 0xB1]);

    private static readonly byte[][][] SignsByFirstByte = [.. Enumerable.Range(0, byte.MaxValue + 1).Select(first =>
        new[] { "計", "総", "全", "再掲", "体", "算", "延", "トータル", "すべて", "Σ", "∑", "けい", "ｹｲ", "ケイ", "otal", "OTAL" }
            .Select(Encoding.UTF8.GetBytes).Where(sign => sign[0] == first).ToArray())];

    /// <summary>False for most cells that are no total, told from their bytes.</summary>
    public static bool MayBe(ReadOnlySpan<byte> cell) =>
        cell.IndexOfAny(LastBytes) >= 0 ? HasSign(cell) : cell[0] < 0x80 && (cell.IndexOf("otal"u8) >= 0
            || cell.IndexOf("OTAL"u8) >= 0 || cell.SequenceEqual("SUM"u8) || cell.SequenceEqual("TTL"u8)
            || cell.SequenceEqual("ALL"u8) || cell.SequenceEqual("All"u8) || cell.SequenceEqual("all"u8)
            || cell.SequenceEqual("T O T A L"u8));

    // The cell is gone through once, whatever the number of signs: nearly every cell with Japanese words comes here.
    private static bool HasSign(ReadOnlySpan<byte> cell)
    {
        for (var at = 0; at < cell.Length - 1; at += LengthOfCharacter(cell[at]))
        {
            foreach (var sign in SignsByFirstByte[cell[at]])
            {
                if (sign[1] == cell[at + 1] && cell[at..].StartsWith(sign))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static int LengthOfCharacter(byte first) => first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;

    /// <param name="key">The cell by NFKC and without spaces.</param>
    public static bool Is(string key) => TableWords.IsTotal(key);
}

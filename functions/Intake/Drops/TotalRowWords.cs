using System.Buffers;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Drops;

/// <summary>The words of rows that add up the rows above: never facts.</summary>
internal static class TotalRowWords
{
    // The last bytes of 計, 全, 数, 掲, 体, 算, べ, 和, ケ, Σ and ∑: most cells without one of them hold none.
    private static readonly SearchValues<byte> LastBytes =
        SearchValues.Create([0x88, 0xA8, 0xB0, 0xB2, 0x93, 0x97, 0xB9, 0xA3, 0x91, 0x8C, 0xB1]);

    /// <summary>False for most cells that are no total, told from their bytes.</summary>
    public static bool MayBe(ReadOnlySpan<byte> cell) =>
        cell.IndexOfAny(LastBytes) >= 0 ? HasSign(cell) : cell[0] < 0x80 && (cell.IndexOf("otal"u8) >= 0
            || cell.IndexOf("OTAL"u8) >= 0 || cell.SequenceEqual("SUM"u8) || cell.SequenceEqual("TTL"u8)
            || cell.SequenceEqual("ALL"u8) || cell.SequenceEqual("All"u8) || cell.SequenceEqual("all"u8)
            || cell.SequenceEqual("T O T A L"u8));

    private static bool HasSign(ReadOnlySpan<byte> cell) =>
        cell.IndexOf("計"u8) >= 0 || cell.IndexOf("総"u8) >= 0 || cell.IndexOf("全"u8) >= 0 || cell.IndexOf("再掲"u8) >= 0
            || cell.IndexOf("体"u8) >= 0 || cell.IndexOf("算"u8) >= 0 || cell.IndexOf("延"u8) >= 0
            || cell.IndexOf("トータル"u8) >= 0 || cell.IndexOf("すべて"u8) >= 0
            || cell.IndexOf("Σ"u8) >= 0 || cell.IndexOf("∑"u8) >= 0
            || cell.IndexOf("けい"u8) >= 0 || cell.IndexOf("ｹｲ"u8) >= 0 || cell.IndexOf("ケイ"u8) >= 0
            || cell.IndexOf("otal"u8) >= 0 || cell.IndexOf("OTAL"u8) >= 0;

    /// <param name="key">The cell by NFKC and without spaces.</param>
    public static bool Is(string key) => TableWords.IsTotal(key);
}

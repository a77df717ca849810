using System.Diagnostics.CodeAnalysis;

namespace SmartToyonaka.Domain.Calendar;

/// <summary>Japanese eras that follow one another.</summary>
/// <param name="eras">In any order.</param>
public sealed class Eras(IEnumerable<JapaneseEra> eras)
{
    // The last month of the program's calendar.
    private const int LastYearOfAll = 2199;

    /// <summary>The known eras. A new one is one more line here.</summary>
    public static Eras Known { get; } = new(
    [
        new("令和", 'R', new(2019, 5, 1)),
        new("平成", 'H', new(1989, 1, 8)),
        new("昭和", 'S', new(1926, 12, 25)),
        new("大正", 'T', new(1912, 7, 30)),
        new("明治", 'M', new(1868, 1, 25)),
    ]);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<JapaneseEra> All { get; } = [.. eras.OrderByDescending(e => e.Start)];

    /// <summary>As an error names those that may be written: 令和・平成・…</summary>
    public string Names => string.Join('・', All.Select(e => e.Name));

    /// <summary>The era that a month belongs to by its last day (2019-05 is 令和, 2019-04 is 平成).</summary>
    public JapaneseEra Of(FiscalMonth month) => All.First(e => e.Start <= month.LastDay);

    /// <summary>令和3年6月; the first year is 元年.</summary>
    public string Text(FiscalMonth month)
    {
        var era = Of(month);
        return $"{era.Name}{Number(month.Year, era)}年{month.Month}月";
    }

    /// <summary>令和3年10月14日; the first year is 元年.</summary>
    public string Text(DateOnly day)
    {
        var era = All.FirstOrDefault(e => e.Start <= day);
        return $"{era?.Name}{(era is null ? $"{day.Year}" : Number(day.Year, era))}年{day.Month}月{day.Day}日";
    }

    /// <summary>令和3年度: a fiscal year is named after the era of its April, but FY2019 is 令和元年度 by common usage.</summary>
    public string Text(FiscalYear year)
    {
        var era = Of(year.First.AddMonths(1));
        return $"{era.Name}{Number(year.Value, era)}年度";
    }

    /// <summary>R3年6月, as reports write it; the first year is 1.</summary>
    public string ShortText(FiscalMonth month)
    {
        var era = Of(month);
        return $"{era.Letter}{month.Year - era.Start.Year + 1}年{month.Month}月";
    }

    /// <summary>R3年度; FY2019 is R1年度.</summary>
    public string ShortText(FiscalYear year)
    {
        var era = Of(year.First.AddMonths(1));
        return $"{era.Letter}{year.Value - era.Start.Year + 1}年度";
    }

    /// <summary>The era of a name (令和), its first character or its letter, whatever the letter's case.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out JapaneseEra? era)
    {
        era = All.FirstOrDefault(e => e.Name == name
            || (name.Length == 1 && (e.Name[0] == name[0] || char.ToUpperInvariant(name[0]) == e.Letter)));
        return era is not null;
    }

    /// <summary>The era that follows an era; null for the current one.</summary>
    public JapaneseEra? After(JapaneseEra era) => All.LastOrDefault(e => e.Start > era.Start);

    /// <summary>The last calendar year with a year of an era.</summary>
    public int LastYear(JapaneseEra era) => After(era)?.Start.Year ?? LastYearOfAll;

    private static string Number(int year, JapaneseEra era) => year == era.Start.Year ? "元" : $"{year - era.Start.Year + 1}";
}

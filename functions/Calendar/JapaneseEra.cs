using System.Diagnostics.CodeAnalysis;

namespace SmartToyonaka.Calendar;

/// <summary>
/// A Japanese era. An own table, because .NET's JapaneseCalendar accepts 平成33年 as a date and rejects <c>R3.4.1</c>.
/// A new era is one more line of <see cref="All"/>.
/// </summary>
/// <param name="Name">令和.</param>
/// <param name="Letter">R, as in R3.4.</param>
/// <param name="Start">The era's first day.</param>
public sealed record JapaneseEra(string Name, char Letter, DateOnly Start)
{
    /// <summary>Newest first.</summary>
    public static IReadOnlyList<JapaneseEra> All { get; } =
    [
        new("令和", 'R', new(2019, 5, 1)),
        new("平成", 'H', new(1989, 1, 8)),
        new("昭和", 'S', new(1926, 12, 25)),
        new("大正", 'T', new(1912, 7, 30)),
        new("明治", 'M', new(1868, 1, 25)),
    ];

    /// <summary>The era that a month belongs to by its last day (2019-05 is 令和, 2019-04 is 平成).</summary>
    public static JapaneseEra Of(FiscalMonth month) => All.First(e => e.Start <= month.LastDay);

    /// <summary>令和3年6月; the first year is 元年.</summary>
    public static string Text(FiscalMonth month)
    {
        var era = Of(month);
        var year = month.Year - era.Start.Year + 1;
        return $"{era.Name}{(year == 1 ? "元" : year)}年{month.Month}月";
    }

    /// <summary>令和3年度: a fiscal year is named after the era of its April, but FY2019 is 令和元年度 by common usage.</summary>
    public static string Text(FiscalYear year)
    {
        var era = Of(year.First.AddMonths(1));
        var number = year.Value - era.Start.Year + 1;
        return $"{era.Name}{(number == 1 ? "元" : number)}年度";
    }

    public static bool TryFind(string name, [NotNullWhen(true)] out JapaneseEra? era)
    {
        era = All.FirstOrDefault(e => e.Name == name
            || (name.Length == 1 && (e.Name[0] == name[0] || char.ToUpperInvariant(name[0]) == e.Letter)));
        return era is not null;
    }

    /// <summary>The last calendar year in which a year of this era was counted.</summary>
    public int LastYear
    {
        get
        {
            var next = All.LastOrDefault(e => e.Start > Start);
            return next is null ? 2199 : next.Start.Year;
        }
    }
}

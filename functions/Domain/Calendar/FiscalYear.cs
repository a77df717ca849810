namespace SmartToyonaka.Domain.Calendar;

/// <summary>A Japanese fiscal year, named by the calendar year in which it begins: 2021 is 2021-04 to 2022-03 (令和3年度).</summary>
public readonly record struct FiscalYear(int Value) : IComparable<FiscalYear>
{
    public FiscalMonth First => new(Value, 4);

    public FiscalMonth Last => new(Value + 1, 3);

    /// <summary>April to March.</summary>
    public IEnumerable<FiscalMonth> Months
    {
        get
        {
            for (var i = 0; i < 12; i++)
            {
                yield return First.AddMonths(i);
            }
        }
    }

    /// <summary>True when it has begun in Japan, at any instant, also at those that no month of the program's is of.</summary>
    public bool HasBegun(DateTimeOffset at) => at >= new DateTimeOffset(Value, 4, 1, 0, 0, 0, JapanTime.Offset);

    public int CompareTo(FiscalYear other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

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

    public int CompareTo(FiscalYear other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

namespace SmartToyonaka.Domain.Calendar;

/// <summary>Japan's national holidays (国民の祝日 and the days off that follow from them), as the Cabinet Office lists them.</summary>
public sealed class Holidays
{
    private readonly IReadOnlyDictionary<DateOnly, string> names;

    /// <param name="names">Day and name, of at least one year.</param>
    /// <param name="version">Names this content; it changes whenever the list does.</param>
    public Holidays(IReadOnlyDictionary<DateOnly, string> names, string version)
    {
        this.names = names;
        Version = version;
        FirstYear = names.Keys.Min().Year;
        LastYear = names.Keys.Max().Year;
    }

    public string Version { get; }

    /// <summary>The first calendar year of which the list speaks.</summary>
    public int FirstYear { get; }

    /// <summary>The last calendar year of which the list speaks.</summary>
    public int LastYear { get; }

    public bool Contains(DateOnly day) => names.ContainsKey(day);

    /// <summary>True when the list covers the day's year; otherwise a day that is not in it may still become a holiday.</summary>
    public bool SpeaksOf(DateOnly day) => day.Year >= FirstYear && day.Year <= LastYear;
}

using System.Globalization;
using CsvHelper;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Reference;

/// <summary>A list of holidays as read, or everything that is wrong with it.</summary>
public sealed record HolidayReadResult(IReadOnlyDictionary<DateOnly, string> Days, IReadOnlyList<RegisterError> Errors);

/// <summary>Reads the Cabinet Office's list as it is published (syukujitsu.csv) and checks it as a whole.</summary>
public static class HolidayReader
{
    private const string Date = "国民の祝日・休日月日", Name = "国民の祝日・休日名称";
    private const int MaxRows = 10_000;

    // There were nine holidays a year when the list begins (1955), so a year with fewer was cut off.
    private const int FewestOfAYear = 9;

    private static readonly string[] Formats = ["yyyy/M/d", "yyyy-MM-dd"];

    /// <summary>Reads and checks a list; every error at once.</summary>
    public static HolidayReadResult Read(TextReader text)
    {
        var errors = new List<RegisterError>();
        var days = new Dictionary<DateOnly, string>();
        ListReader.Read(text, errors, csv => ReadRows(csv, days, errors));

        if (errors.Count == 0)
        {
            CheckYears(days, errors);
        }

        return new(days, errors);
    }

    private static void ReadRows(CsvReader csv, Dictionary<DateOnly, string> days, List<RegisterError> errors)
    {
        if (!csv.Read() || csv.FieldCount < 2 || Heading(csv, 0) != Register.NameKey(Date) || Heading(csv, 1) != Register.NameKey(Name))
        {
            errors.Add(RegisterError.Of(1, "", "header", ListMessages.HolidayHeader(Date, Name)));
            return;
        }

        while (csv.Read())
        {
            var line = (int)csv.LineNumber;
            var (date, name) = (csv.GetString(0).Trim(), csv.FieldCount > 1 ? csv.GetString(1).Trim() : "");
            if (date.Length == 0 && name.Length == 0)
            {
                continue;
            }

            if (days.Count >= MaxRows)
            {
                errors.Add(RegisterError.Of(line, "", "too_many_rows", ListMessages.TooManyRows(MaxRows)));
                return;
            }

            if (!DateOnly.TryParseExact(date, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                errors.Add(RegisterError.Of(line, Date, "not_a_date", ListMessages.NotADate(line)));
            }
            else if (name.Length is 0 or > 100)
            {
                errors.Add(RegisterError.Of(line, Name, "required", ListMessages.NameMissing(line)));
            }
            else if (!days.TryAdd(day, name))
            {
                errors.Add(RegisterError.Of(line, Date, "doubled", ListMessages.DateTwice(line)));
            }
        }
    }

    private static string Heading(CsvReader csv, int column) => Register.NameKey(csv.GetString(column).TrimStart('\uFEFF'));

    private static void CheckYears(Dictionary<DateOnly, string> days, List<RegisterError> errors)
    {
        if (days.Count == 0)
        {
            errors.Add(RegisterError.Of(0, "", "empty", ListMessages.NoHolidays));
            return;
        }

        var (first, last) = (days.Keys.Min().Year, days.Keys.Max().Year);
        for (var year = first; year <= last; year++)
        {
            var count = days.Keys.Count(d => d.Year == year);
            if (count < FewestOfAYear)
            {
                errors.Add(RegisterError.Of(0, "", "year_incomplete", ListMessages.YearIncomplete(year, count,
                    mayGo: (year == first || year == last) && first < last)));
            }
        }
    }
}

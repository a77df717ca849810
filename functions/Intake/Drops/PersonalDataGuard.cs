using System.Text.RegularExpressions;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// Decides which unreadable cells may be written out again. A row with shifted cells has employees' numbers and names in any column, so
/// these are cells that can be neither: <c>12:60</c>, <c>12,34</c>, <c>x</c>, <c>2021-13</c>, <c>=1+1</c>.
/// </summary>
internal static partial class PersonalDataGuard
{
    // Employees' numbers are longer; so few digits are a section's code or a typing error.
    private const int MostDigits = 4;

    // Of the eras that are known only: any other two characters may be a name.
    private static readonly Regex Date = new(
        $@"^(?:(?:{string.Join('|', Eras.Known.All.Select(e => Regex.Escape(e.Name)))}|[{string.Concat(Eras.Known.All.Select(e => e.Letter))}])\.?[0-9元]{{1,2}}|[0-9]{{4}})(?:[-/.][0-9]{{1,2}}(?:[-/.][0-9]{{1,2}})?|年[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>True when the text can be neither a name nor an employee's number.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="column">A month has more digits than other cells, in a form of its own; so has a time.</param>
    public static bool Is(string text, DropColumn column)
    {
        var t = TextSupport.Nfkc(text).Trim();
        var digits = t.Count(char.IsDigit);
        if (t.Length > 1 && t[0] is '=' or '@')
        {
            // A formula of a spreadsheet, which no name begins like.
            return digits <= MostDigits && t.All(char.IsAscii);
        }

        return (digits <= MostDigits && !t.Any(char.IsLetter))
            || t is [var only] && char.IsAsciiLetter(only)
            || (column == DropColumn.Month && Date.IsMatch(t))
            || (column == DropColumn.Time && Clock().IsMatch(t));
    }

    [GeneratedRegex(@"^[0-9]{1,4}:[0-9]{1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}

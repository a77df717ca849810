using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>Whether the titles above a dropped table, or the name of its sheet, speak against its rows. Pure.</summary>
internal static class DropTitle
{
    /// <summary>
    /// Why a table is not what its rows say; null where nothing speaks against it. Titles may name people: only words are told.
    /// </summary>
    /// <param name="above">The cells above the header.</param>
    /// <param name="sheet">The name of the sheet; null where there is none.</param>
    /// <param name="months">The months of the rows (202104); 0 where one cannot be read.</param>
    public static DropError? FaultOf(IReadOnlyList<string> above, string? sheet, IEnumerable<int> months)
    {
        var titles = sheet is null ? above : above.Append(sheet);
        if (titles.Select(TableTitle.OtherFigures).OfType<string>().FirstOrDefault() is { } word)
        {
            return DropFileMessages.TitleOfOtherFigures(word);
        }

        var said = months.Where(m => m > 0).Distinct().Select(FiscalMonth.FromKey).ToList();
        var other = above.Select(t => TableTitle.OtherMonth(t, said))
            .Append(sheet is null ? null : TableTitle.OtherMonth(sheet, said, isSheet: true));
        return said.Count > 0 && other.OfType<string>().FirstOrDefault() is { } month ? DropFileMessages.TitleOfOtherMonth(month) : null;
    }
}

using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Intake.Drops;

/// <summary>The sums of a bureau's sections, which a total that names the bureau is compared with.</summary>
internal static class BureauSums
{
    /// <summary>Of the sections that belong to it in their months.</summary>
    /// <param name="pairs">The file's pairs.</param>
    /// <param name="register">Which section belongs to which bureau.</param>
    /// <param name="bureau">The bureau's name as the total spells it.</param>
    /// <param name="month">202106; 0 for all months of the file.</param>
    public static long[] Of(IEnumerable<DropPair> pairs, Register register, string bureau, int month)
    {
        var sums = new long[3];
        var key = Register.NameKey(bureau);
        foreach (var pair in pairs.Where(p => p.Key.IsKnown && (month == 0 || p.Key.Month == month)
            && Register.NameKey(register.RowOf(p.Key.Section, FiscalMonth.FromKey(p.Key.Month))?.BureauName ?? "") == key))
        {
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += pair.Sums[i];
            }
        }

        return sums;
    }
}

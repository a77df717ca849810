using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Publishing.Reporting;

/// <summary>Whose initiatives are whose: a section's own, and those that it took over from sections before it.</summary>
internal static class InitiativeSections
{
    /// <summary>The codes under which a section's work has been done at any time.</summary>
    public static IReadOnlySet<string> CodesOf(Register register, string department, FiscalMonth month)
    {
        var here = register.Get(department, month);
        return (here is null ? [] : register.Lineage.Ancestors(here).Concat(register.Lineage.Descendants(here)).Select(s => s.Code))
            .Prepend(department).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// True where what one section said of a month is another's in its month: it took over that section's work, or, seen from an earlier
    /// month, handed it its own.
    /// </summary>
    public static bool AreTheirs(Register register, string department, FiscalMonth month, string saidBy, FiscalMonth saidFor)
    {
        if (saidBy == department)
        {
            return true;
        }

        if (register.Get(department, month) is not { } here || register.RowOf(saidBy, saidFor) is not { } said)
        {
            return false;
        }

        if (saidFor > month)
        {
            return register.Lineage.Heirs(here, saidFor).Contains(said, ReferenceEqualityComparer.Instance);
        }

        var holder = register.Lineage.Holder(said, month);
        return ReferenceEquals(holder, here)
            || (holder.Until < month && register.Lineage.Heirs(holder, month).Contains(here, ReferenceEqualityComparer.Instance));
    }
}

using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Intake.Drops.Checks;

/// <summary>Who did a section's work in an earlier month, as far as the register can tell.</summary>
internal sealed class Predecessors(Register register)
{
    private readonly Dictionary<(FiscalMonth, FiscalMonth), Dictionary<string, List<string>?>> known = [];

    /// <summary>
    /// The codes of those sections; null when there were none, or when one of them was split, so that its figures cannot be separated.
    /// </summary>
    public IReadOnlyList<string>? Of(string section, FiscalMonth month, FiscalMonth earlier)
    {
        if (!known.TryGetValue((month, earlier), out var origins))
        {
            known[(month, earlier)] = origins = Find(month, earlier);
        }

        return origins.GetValueOrDefault(section);
    }

    private Dictionary<string, List<string>?> Find(FiscalMonth month, FiscalMonth earlier)
    {
        var origins = new Dictionary<string, List<string>?>(StringComparer.Ordinal);
        foreach (var section in register.In(earlier))
        {
            var now = register.Find(section.Code, month);
            List<string> heirs = now.Match == SectionMatch.Found ? [now.Section!.Code] : [.. now.Successors.Select(s => s.Code)];
            foreach (var heir in heirs)
            {
                if (heirs.Count > 1)
                {
                    origins[heir] = null;
                }
                else if (!origins.TryGetValue(heir, out var others))
                {
                    origins[heir] = [section.Code];
                }
                else
                {
                    others?.Add(section.Code);
                }
            }
        }

        return origins;
    }
}

using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops.Checks;

/// <summary>
/// Finds right-sized figures in the place of others: a file of one month that names another replaces nearly all that holds of it, and a row
/// under another section's code replaces that section's figures by those of its own. Pure.
/// </summary>
internal sealed class ReplacedMonths
{
    // A correction leaves most sections as they were.
    private const int MostChangedPercent = 90;

    private readonly Dictionary<SectionMonth, Observation> holding;
    private readonly ILookup<(FiscalMonth Month, ulong Content), string> sections;
    private readonly HashSet<FiscalMonth> replaced;
    private readonly DuplicateRule? rule;
    private readonly Register register;

    /// <param name="checks">From how many sections on a month counts as replaced.</param>
    /// <param name="rule">In how many digits a section's figures agree with another's; null where that is not asked.</param>
    /// <param name="ofFile">What the file says.</param>
    /// <param name="holding">What held before of the same measure.</param>
    /// <param name="register">Names of sections.</param>
    public ReplacedMonths(CheckRules checks, DuplicateRule? rule, IEnumerable<Observation> ofFile, IEnumerable<Observation> holding,
        Register register)
    {
        (this.rule, this.register) = (rule, register);
        var actual = holding.Where(h => h.Status == FigureStatus.Actual).ToList();
        this.holding = actual.ToDictionary(h => new SectionMonth(h.Section, h.Month));
        sections = (rule is null ? [] : actual).ToLookup(h => (h.Month, FileMonths.ContentOf(h)), h => h.Section);
        replaced = [.. ofFile.Where(o => !o.Withdraws && this.holding.ContainsKey(new(o.Section, o.Month))).GroupBy(o => o.Month)
            .Where(month => month.Count() >= checks.ReplacedSections
                && month.Count(Changes) * 100L >= MostChangedPercent * (long)month.Count())
            .Select(month => month.Key)];
    }

    /// <summary>Why a pair waits; nothing where it does not.</summary>
    public IEnumerable<BilingualText> Reasons(Observation o)
    {
        if (o.Withdraws || !Changes(o))
        {
            yield break;
        }

        if (replaced.Contains(o.Month))
        {
            yield return HoldMessages.ReplacesMonth(o.Month);
        }

        if (rule is not null && DuplicateMonths.Digits(o) >= rule.SectionDigits
            && sections[(o.Month, FileMonths.ContentOf(o))].FirstOrDefault(s => s != o.Section) is { } other)
        {
            yield return HoldMessages.SameAsSection(other, register.Newest(other)?.Name);
        }
    }

    private bool Changes(Observation o) => holding.TryGetValue(new(o.Section, o.Month), out var there) && !o.SaysTheSameAs(there);
}

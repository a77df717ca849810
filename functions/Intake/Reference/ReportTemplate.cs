using System.Text.RegularExpressions;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Reference;

/// <summary>Which month of which fiscal year a figure in a text is of.</summary>
public enum TemplateTime
{
    /// <summary>The newest month of the report's fiscal year that has a value.</summary>
    Latest,

    /// <summary>The newest month of the fiscal year before that has a value: usually its end.</summary>
    Previous,

    /// <summary>The newest month of the base year that has a value.</summary>
    Base,

    /// <summary>The month that is written.</summary>
    Month,
}

/// <summary>What of a value is printed.</summary>
public enum TemplatePart
{
    /// <summary>The value with its unit; a change as 削減 or 増.</summary>
    Text,

    /// <summary>What was divided, or counted.</summary>
    Numerator,

    /// <summary>By what.</summary>
    Denominator,

    /// <summary>The value rounded to whole numbers.</summary>
    Whole,

    /// <summary>The day of the newest figure in it, as its indicator dates it: R4年4月1日.</summary>
    AsOf,

    /// <summary>The month of that day: R4年4月.</summary>
    Month,

    /// <summary>The fiscal year that it is of: R1年度.</summary>
    Year,

    /// <summary>The same in full: 令和元年度.</summary>
    YearName,

    /// <summary>From the first to the last month that it speaks of: R3年4月-R4年1月.</summary>
    Span,

    /// <summary>What the indicator is to reach.</summary>
    Target,
}

/// <summary>
/// A figure that a text asks for: <c>{overtime_change:ytd@latest}</c>. What it leaves out is the indicator's headline, actual, latest and
/// its text.
/// </summary>
/// <param name="Indicator">An id of the catalogue.</param>
/// <param name="Basis">What the value speaks of; null for the headline.</param>
/// <param name="Status">Actual or planned.</param>
/// <param name="Time">Which month.</param>
/// <param name="Month">The month written, for <see cref="TemplateTime.Month"/>.</param>
/// <param name="Part">What of it is printed.</param>
public sealed record TemplateFigure(string Indicator, Basis? Basis, FigureStatus Status, TemplateTime Time, FiscalMonth? Month,
    TemplatePart Part)
{
    /// <summary>The same figure as texts write it, whole.</summary>
    public override string ToString() =>
        $"{Indicator}{(Basis is { } basis ? ":" + basis.ToString().ToLowerInvariant() : "")}{(Status == FigureStatus.Planned ? ":planned" : "")}@{(Month is { } month ? month.ToString() : Time.ToString().ToLowerInvariant())}#{Part.ToString().ToLowerInvariant()}";
}

/// <summary>A piece of a text: words, or a figure.</summary>
public readonly record struct TemplatePiece(string Words, TemplateFigure? Figure);

/// <summary>
/// A line of a report's text: words with figures in braces, so that no published figure is ever typed into prose. A line that begins with
/// <c>?</c> is left out where one of its figures is not there at all; one that begins with <c>|</c> stands in for it then.
/// </summary>
/// <param name="IsOptional">True for a line that begins with <c>?</c>.</param>
/// <param name="IsOtherwise">True for a line that begins with <c>|</c>.</param>
/// <param name="Pieces">Words and figures in their order.</param>
public sealed partial record ReportTemplate(bool IsOptional, bool IsOtherwise, IReadOnlyList<TemplatePiece> Pieces)
{
    /// <summary>Reads a line.</summary>
    /// <exception cref="ReportTextException">A figure cannot be read or is not in the catalogue; it says which and how to write
    /// it.</exception>
    public static ReportTemplate Parse(string line, Catalogue catalogue)
    {
        var pieces = new List<TemplatePiece>();
        var isOptional = line.StartsWith('?');
        var isOtherwise = line.StartsWith('|');
        var text = isOptional || isOtherwise ? line[1..] : line;
        var at = 0;
        foreach (Match match in Braces().Matches(text))
        {
            Words(text[at..match.Index]);
            pieces.Add(new("", Read(match.Groups[1].Value, catalogue)));
            at = match.Index + match.Length;
        }

        Words(text[at..]);
        return new(isOptional, isOtherwise, pieces);

        void Words(string words)
        {
            if (words.AsSpan().ContainsAny('{', '}'))
            {
                throw new ReportTextException(ReportTextMessages.BracesUnpaired(line));
            }

            if (words.Length > 0)
            {
                pieces.Add(new(words, null));
            }
        }
    }

    /// <summary>What is wrong with a line; null where nothing is.</summary>
    public static BilingualText? FaultOf(string line, Catalogue catalogue)
    {
        try
        {
            Parse(line, catalogue);
            return null;
        }
        catch (ReportTextException e)
        {
            return e.Faults[0].Text;
        }
    }

    /// <summary>The indicators that a line asks for; none of one that cannot be read.</summary>
    public static IReadOnlyList<string> IndicatorsIn(string line, Catalogue catalogue)
    {
        try
        {
            return [.. Parse(line, catalogue).Pieces.Select(p => p.Figure?.Indicator).OfType<string>()];
        }
        catch (ReportTextException)
        {
            return [];
        }
    }

    private static TemplateFigure Read(string inner, Catalogue catalogue)
    {
        var match = Figure().Match(inner);
        var indicator = match.Success ? catalogue.Find(match.Groups["id"].Value) : null;
        if (indicator is null)
        {
            throw new ReportTextException(ReportTextMessages.IndicatorUnknown(inner));
        }

        Basis? basis = null;
        if (match.Groups["basis"].Success)
        {
            basis = Enum.Parse<Basis>(match.Groups["basis"].Value, ignoreCase: true);
            if (!indicator.Bases.Contains(basis.Value))
            {
                throw new ReportTextException(
                    ReportTextMessages.BasisUnknown(inner, [.. indicator.Bases.Select(b => b.ToString().ToLowerInvariant())]));
            }
        }

        var when = match.Groups["when"].Value;
        var isMonth = FiscalMonth.TryParseIso(when, out var month);
        return new(
            indicator.Id, basis, match.Groups["planned"].Success ? FigureStatus.Planned : FigureStatus.Actual,
            isMonth ? TemplateTime.Month : when.Length == 0 ? TemplateTime.Latest : Enum.Parse<TemplateTime>(when, ignoreCase: true),
                isMonth ? month : null,
            match.Groups["part"].Success ? Enum.Parse<TemplatePart>(match.Groups["part"].Value, ignoreCase: true) : TemplatePart.Text);
    }

    [GeneratedRegex(@"\{([^{}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Braces();

    [GeneratedRegex(@"^(?<id>[a-z0-9_]+)(?::(?<basis>month|ytd|programme))?(?<planned>:planned)?(?:@(?<when>latest|previous|base|[0-9]{4}-(?:0[1-9]|1[0-2])))?(?:\#(?<part>text|whole|numerator|denominator|asof|month|yearname|year|span|target))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Figure();
}

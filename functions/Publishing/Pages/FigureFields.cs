using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Publishing.Pages.Provenances;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>The fields of a measure, each with last month's value and that of a year before beside it.</summary>
internal static class FigureFields
{
    public static Markup Of(PageViewer r, SubmitFormMeasure m, FiscalMonth month, SubmitFormState state) => Markup.Of($"""
        <fieldset class="measure"><legend>{r.Name(m.Measure)}{Due(r, m)}</legend>
        {m.Measure.Parts.Select(p => Field(r, m, p, month, state))}
        {(m.Held is null ? Markup.None : Markup.Of($"""<p class="check"><input type="checkbox" id="{m.Measure.Id}.withdraw" name="{m.Measure.Id}.withdraw" value="true"{(state.Entry(m.Measure.Id + ".withdraw").Length > 0 ? Markup.Of($" checked") : Markup.None)}><label for="{m.Measure.Id}.withdraw">{r.Of($"提出した{m.Measure.NameJa}を取り消す", $"Take back what was handed in: {m.Measure.NameEn}")}</label></p>"""))}
        </fieldset>
        """);

    /// <summary>The words beneath a field: empty until there is something to say, so that they can be filled in while typing.</summary>
    public static Markup Said(PageViewer r, string field, SubmitFormState state) => Markup.Of(
        $"""<span class="said"><span class="error" id="{field}-error">{Errors(r, field, state)}</span><span class="far" id="{field}-far">{(state.Far.FirstOrDefault(f => f.Pointer == field) is { } far ? r.Of(far.Text) : "")}</span></span>""");

    /// <summary>What marks a field as wrong.</summary>
    public static Markup Invalid(string field, SubmitFormState state) => state.Errors.Any(e => e.Pointer == field)
        ? Markup.Of($""" aria-invalid="true" """) : Markup.None;

    private static string Errors(PageViewer r, string field, SubmitFormState state) =>
        string.Join(" ", state.Errors.Where(e => e.Pointer == field).Select(e => r.Of(PageText.Of(e))));

    private static Markup Field(PageViewer r, SubmitFormMeasure m, string part, FiscalMonth month, SubmitFormState state)
    {
        var name = $"{m.Measure.Id}.{part}";
        return Markup.Of($"""
            <div class="figure">
            <p class="field"><label for="{name}">{r.Part(part)}</label>
            <span class="amount"><input id="{name}" name="{name}" value="{state.Entry(name)}" inputmode="numeric" autocomplete="off" size="10" aria-describedby="{name}-before {name}-error {name}-far"{Invalid(name, state)}> {r.Of(m.Unit)}</span>
            {Said(r, name, state)}</p>
            <dl class="before" id="{name}-before">{Last(r, m, part, month)}{Before(r, r.Of("前年同月", "A year before"), month.AddMonths(-12), m.YearBefore, part, m.Unit, r.Of(m.YearBeforeSaid))}</dl>
            </div>
            """);
    }

    // A stock is submitted twice a year: where last month has no value, the newest one before it is shown.
    private static Markup Last(PageViewer r, SubmitFormMeasure m, string part, FiscalMonth month) => m.Last is { } last
        && last.Month < month.AddMonths(-1)
        ? Before(r, r.Of("前回", "The last"), last.Month, last, part, m.Unit, "")
        : Before(r, r.Of("前月", "The month before"), month.AddMonths(-1), m.Last, part, m.Unit, "");

    private static Markup Before(PageViewer r, string when, FiscalMonth month, Observation? observation, string part, BilingualText unit,
        string said)
    {
        var of = r.Month(month) + (said.Length > 0 ? r.Of("、", ", ") + said : "");
        return Markup.Of(
            $"""<div><dt>{when}{r.Of($"({of})", $" ({of})")}</dt><dd>{(observation?.Value(part) is { } value ? $"{PageText.Number(value)} {r.Of(unit)}" : r.Of("なし", "none"))}</dd></div>""");
    }

    private static Markup Due(PageViewer r, SubmitFormMeasure m) => (m.Owed, m.Held) switch
    {
        _ when m.Waiting is { } waiting =>
            Markup.Of($"""{Tag("due", r.Of($"確認待ち({r.Time(waiting.ReceivedAt)})", $"to be confirmed ({r.Time(waiting.ReceivedAt)})"))} <a href="{r.To("/confirm")}">{r.Of("確認する", "Confirm")}</a>"""),
        (_, { } held) => Tag("done", r.Of($"提出済み({r.Time(held.ReceivedAt)})", $"handed in ({r.Time(held.ReceivedAt)})")),
        ({ } owed, _) => Tag("due", r.Of($"期限 {r.Day(owed.DueOn.Day)}{(owed.DueOn.IsProvisional ? "ごろ" : "")}",
            $"due {(owed.DueOn.IsProvisional ? "about " : "")}{r.Day(owed.DueOn.Day)}")),
        _ => Markup.None,
    };

    private static Markup Tag(string kind, string text) => Markup.Of($""" <span class="tag {kind}">{text}</span>""");
}

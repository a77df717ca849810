using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>The fields of a measure, each with last month's value and that of a year before beside it.</summary>
internal static class FigureFields
{
    public static Markup Of(SubmitFormMeasure m, FiscalMonth month, SubmitFormState state) => Markup.Of($"""
        <fieldset class="measure"><legend>{m.Measure.NameJa}{Due(m)}</legend>
        {m.Measure.Parts.Select(p => Field(m, p, month, state))}
        {(m.Held is null ? Markup.None : Markup.Of($"""<p class="check"><input type="checkbox" id="{m.Measure.Id}.withdraw" name="{m.Measure.Id}.withdraw" value="true"{(state.Entry(m.Measure.Id + ".withdraw").Length > 0 ? Markup.Of($" checked") : Markup.None)}><label for="{m.Measure.Id}.withdraw">提出した{m.Measure.NameJa}を取り消す</label></p>"""))}
        </fieldset>
        """);

    /// <summary>The words beneath a field: empty until there is something to say, so that they can be filled in while typing.</summary>
    public static Markup Said(string field, SubmitFormState state) => Markup.Of(
        $"""<span class="said"><span class="error" id="{field}-error">{Errors(field, state)}</span><span class="far" id="{field}-far">{state.Far.FirstOrDefault(f => f.Pointer == field)?.Text.Ja}</span></span>""");

    /// <summary>What marks a field as wrong.</summary>
    public static Markup Invalid(string field, SubmitFormState state) => state.Errors.Any(e => e.Pointer == field)
        ? Markup.Of($""" aria-invalid="true" """) : Markup.None;

    private static string Errors(string field, SubmitFormState state) =>
        string.Join(" ", state.Errors.Where(e => e.Pointer == field).Select(PageText.Of));

    private static Markup Field(SubmitFormMeasure m, string part, FiscalMonth month, SubmitFormState state)
    {
        var name = $"{m.Measure.Id}.{part}";
        return Markup.Of($"""
            <div class="figure">
            <p class="field"><label for="{name}">{PartNames.Ja(part)}</label>
            <span class="amount"><input id="{name}" name="{name}" value="{state.Entry(name)}" inputmode="numeric" autocomplete="off" size="10" aria-describedby="{name}-before {name}-error {name}-far"{Invalid(name, state)}> {m.Unit}</span>
            {Said(name, state)}</p>
            <dl class="before" id="{name}-before">{Last(m, part, month)}{Before("前年同月", month.AddMonths(-12), m.YearBefore, part, m.Unit, m.YearBeforeSaid)}</dl>
            </div>
            """);
    }

    // A stock is submitted twice a year: where last month has no value, the newest one before it is shown.
    private static Markup Last(SubmitFormMeasure m, string part, FiscalMonth month) => m.Last is { } last
        && last.Month < month.AddMonths(-1)
        ? Before("前回", last.Month, last, part, m.Unit)
        : Before("前月", month.AddMonths(-1), m.Last, part, m.Unit);

    private static Markup Before(string when, FiscalMonth month, Observation? observation, string part, string unit, string said = "") =>
        Markup.Of(
        $"<div><dt>{when}({JapaneseEra.Text(month)}{(said.Length > 0 ? "、" + said : "")})</"
            + $"dt><dd>{(observation?.Value(part) is { } value ? $"{PageText.Number(value)} {unit}" : "なし")}</dd></div>");

    private static Markup Due(SubmitFormMeasure m) => (m.Owed, m.Held) switch
    {
        _ when m.Waiting is { } waiting =>
            Markup.Of($"""{Tag("due", $"確認待ち({PageText.Time(waiting.ReceivedAt)})")} <a href="/confirm">確認する</a>"""),
        (_, { } held) => Tag("done", $"提出済み({PageText.Time(held.ReceivedAt)})"),
        ({ } owed, _) => Tag("due", $"期限 {PageText.Day(owed.DueOn.Day)}{(owed.DueOn.IsProvisional ? "ごろ" : "")}"),
        _ => Markup.None,
    };

    private static Markup Tag(string kind, string text) => Markup.Of($""" <span class="tag {kind}">{text}</span>""");
}

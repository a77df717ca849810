using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Reporting.Submissions;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>What a submission changed, as the rows of a table: what it is about, the old and the new value, what became of it.</summary>
internal static class ChangeList
{
    public static Markup Head(PageViewer r) => Markup.Of($"""
        <thead><tr><th scope="col">{r.Of("項目", "Item")}</th><th scope="col">{r.Of("前の値", "Before")}</th><th scope="col">{r.Of("提出した値", "Handed in")}</th><th scope="col">{r.Of("状態", "State")}</th></tr></thead>
        """);

    public static IEnumerable<Markup> Rows(PageViewer r, IEnumerable<SubmissionChange> changes) => changes.SelectMany(c => Of(r, c));

    private static IEnumerable<Markup> Of(PageViewer r, SubmissionChange change)
    {
        var (entry, before) = (change.Entry, change.Before);
        var measure = MeasureRegistry.Current.Get(entry.Measure);
        var name = r.Of(measure.NameJa, measure.NameEn) + (entry.Status == FigureStatus.Planned ? r.Of("(予定)", " (planned)") : "");
        if (entry.Initiative is { } initiative)
        {
            return [Row(r, change, $"{name}: {initiative.Name}", before is null ? null : Earlier(r, before, entry),
                entry.Withdraws ? r.Of("取消", "taken back") : Standing(r, initiative))];
        }

        return entry.Withdraws
            ? measure.Parts.Select(p => Row(r, change, Part(r, name, p), Number(before, p), r.Of("取消", "taken back")))
            : entry.Cells.Select(c => Row(r, change, Part(r, name, c.Part), Number(before, c.Part), PageText.Number(c.Value)));
    }

    private static Markup Row(PageViewer r, SubmissionChange change, string what, string? before, string now) => Markup.Of($"""
        <tr><th scope="row">{what}</th><td class="value">{before ?? r.Of("なし", "none")}</td><td class="value"><strong>{now}</strong></td><td>{State(r, change)}</td></tr>
        """);

    private static Markup State(PageViewer r, SubmissionChange change)
    {
        var by = change.Decision is not { } d ? "" : r.Of($"{r.Time(change.DecidedAt!.Value)} に{(change.State == ChangeState.Rejected ? "却下" : "確認")}",
            $"{(change.State == ChangeState.Rejected ? "rejected" : "confirmed")} {r.Time(change.DecidedAt!.Value)}")
            + (d.Reason.Length > 0 ? $": {r.Of(DecisionMessages.Of(d.Reason))}" : "");
        return Markup.Of($"""{Word(r, change.State)}{(by.Length > 0 ? Markup.Of($"<small>{by}</small>") : Markup.None)}""");
    }

    private static Markup Word(PageViewer r, ChangeState state) => state switch
    {
        ChangeState.Holds => Markup.Of($"{r.Of("いまの値", "holds")}"),
        ChangeState.Replaced => Markup.Of($"{r.Of("あとで訂正", "corrected since")}"),
        ChangeState.Waits => Markup.Of($"""<a href="{r.To("/confirm")}">{r.Of("確認待ち", "to be confirmed")}</a>"""),
        ChangeState.Overtaken => Markup.Of($"{r.Of("確認の前に訂正", "corrected before it was confirmed")}"),
        _ => Markup.Of($"{r.Of("却下", "rejected")}"),
    };

    private static string Part(PageViewer r, string measure, string part) => $"{measure} {r.Of(PartNames.Ja(part), MeasureRegistry.Current.Part(part)?.NameEn ?? part)}";

    private static string? Number(Observation? observation, string part) =>
        observation?.Value(part) is { } value ? PageText.Number(value) : null;

    // A status of an earlier month goes on holding: since when is what somebody who sees it does not know.
    private static string Earlier(PageViewer r, Observation before, Observation entry) => Standing(r, before.Initiative!)
        + (before.Month == entry.Month ? "" : r.Of($"({r.Month(before.Month)}分)", $" ({r.Month(before.Month)})"));

    private static string Standing(PageViewer r, Initiative i) => r.Standing(i.Status.Text());
}

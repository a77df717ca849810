using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Submissions;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>A receipt to keep or to print.</summary>
public static class ReceiptPage
{
    /// <summary>The page.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="departmentName">The section's name in that month.</param>
    /// <param name="entries">What was recorded.</param>
    /// <param name="here">The page's own path and query.</param>
    public static Markup Of(SubmissionReceipt receipt, string departmentName, IReadOnlyList<Observation> entries, string here)
    {
        var month = FiscalMonth.TryParseIso(receipt.Month, out var m) ? JapaneseEra.Text(m) : receipt.Month;
        return PageLayout.Page("受付票", Markup.Of($"""
            <h1>受付票</h1>
            {(receipt.Held > 0
                ? Markup.Of($"""<p class="notice attention">提出を受け付けました。これまでの値と大きく違う値が{receipt.Held}件あり、<a href="/confirm">確認</a>されるまで使われません。</p>""")
                : Markup.Of($"""<p class="notice done">提出を受け付けました。</p>"""))}
            <dl class="receipt">
            <div><dt>受付番号</dt><dd><code>{receipt.Id}</code></dd></div>
            <div><dt>受付日時</dt><dd>{PageText.Time(receipt.ReceivedAt)}</dd></div>
            <div><dt>所属</dt><dd>{receipt.Department} {departmentName}</dd></div>
            <div><dt>対象の年月</dt><dd>{month}</dd></div>
            <div><dt>内訳</dt><dd>新規 {receipt.Created}件、訂正 {receipt.Corrected}件、変更なし {receipt.Unchanged}件{(receipt.Withdrawn > 0 ? $"、取消 {receipt.Withdrawn}件" : "")}{(receipt.Held > 0 ? $"、確認待ち {receipt.Held}件" : "")}</dd></div>
            </dl>
            {(receipt.Notices ?? []).Select(n => Markup.Of($"""<p class="notice">{n.Message}</p>"""))}
            {(entries.Count == 0 ? Markup.Of($"<p>すべて、すでに提出済みの内容と同じでした。</p>") : Table(entries, here))}
            <p class="actions noprint"><button type="button" class="second" id="print" hidden>印刷する</button> <a href="/submit?month={receipt.Month}&amp;department={receipt.Department}">続けて提出・訂正する</a></p>
            """), isSignedIn: true);
    }

    private static Markup Table(IReadOnlyList<Observation> entries, string here) => Markup.Of($"""
        <table id="table-recorded"><caption>記録した内容</caption>
        <thead><tr><th scope="col">項目</th><th scope="col">内容</th><th scope="col">実績・予定</th></tr></thead>
        <tbody>{entries.SelectMany(Lines)}</tbody></table>
        {PageTable.Links(here, english: false, "recorded", "記録した内容")}
        """);

    private static IEnumerable<Markup> Lines(Observation o) => o.State == EntryState.Withdrawn
        ? [Line(o.Initiative is { } taken ? $"{MeasureRegistry.Current.Get(o.Measure).NameJa}: {taken.Name}"
            : MeasureRegistry.Current.Get(o.Measure).NameJa, "取消", o.Status)]
        : o.Initiative is { } i
        ? [Line($"{MeasureRegistry.Current.Get(o.Measure).NameJa}: {i.Name}", $"{PageText.Of(i.Status)}({JapaneseEra.Text(o.Month)}から)", o.Status)]
        : o.Cells.Select(c => Line($"{MeasureRegistry.Current.Get(o.Measure).NameJa} {PartNames.Ja(c.Part)}", PageText.Number(c.Value)
            + (o.State == EntryState.Held ? "(確認待ち)" : ""), o.Status));

    private static Markup Line(string what, string value, FigureStatus status) =>
        Markup.Of($"""<tr><th scope="row">{what}</th><td class="value">{value}</td><td>{PageText.Of(status)}</td></tr>""");
}

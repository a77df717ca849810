using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Review;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>What waits to be confirmed, each with what holds and why it waits.</summary>
public static class ReviewPage
{
    /// <summary>The page.</summary>
    /// <param name="reviews">What waits.</param>
    /// <param name="path">The page's own path.</param>
    /// <param name="token">The secret of the receipt's link; <c>""</c> where somebody has signed in.</param>
    /// <param name="said">What became of the last decision; null when there was none.</param>
    /// <param name="isSignedIn">True where somebody has signed in.</param>
    public static Markup Of(IReadOnlyList<Review> reviews, string path, string token, string? said, bool isSignedIn) =>
        PageLayout.Page("確認待ちの値", Markup.Of($"""
        <h1>確認待ちの値</h1>
        {(said is null ? Markup.None : Markup.Of($"""<p class="notice attention" role="alert">{said}</p>"""))}
        {(reviews.Count == 0
            ? Markup.Of($"<p>確認を待っている値はありません。</p>")
            : Markup.Of($"<p>これまでの値と大きく違うため、確認されるまで使われない値が{reviews.Count}件あります。その間は、これまでの値が使われます。</p>"))}
        {reviews.Select(r => Part(r, token.Length == 0 ? path : $"{path}?token={token}"))}
        """), isSignedIn);

    private static Markup Part(Review r, string action)
    {
        var month = FiscalMonth.TryParseIso(r.Month, out var m) ? JapaneseEra.Text(m) : r.Month;
        return Markup.Of($"""
            <section class="summary warning" aria-labelledby="{r.Id}">
            <h2 id="{r.Id}">{r.DepartmentName} {month}分 {r.MeasureName}({(r.Status == "planned" ? "予定" : "実績")})</h2>
            <table><thead><tr><th scope="col">項目</th><th scope="col">確認待ちの値</th><th scope="col">いまの値</th></tr></thead>
            <tbody>{r.Values.Select(v => Markup.Of($"""<tr><th scope="row">{PartNames.Ja(v.Part)}</th><td class="value">{(r.Withdraws ? "取消" : PageText.Number(v.Value))}</td><td class="value">{(v.Was is { } was ? PageText.Number(was) : "なし")}</td></tr>"""))}</tbody></table>
            <ul>{r.Why.Select(w => Markup.Of($"<li>{w}</li>"))}</ul>
            <p class="quiet">{PageText.Time(r.ReceivedAt)} {r.Source}</p>
            <form method="post" action="{action}">
            <input type="hidden" name="review" value="{r.Id}">
            <p class="field"><label for="reason-{r.Id}">理由(任意)</label><input id="reason-{r.Id}" name="reason" maxlength="{ReviewService.MaxReason}" size="40"></p>
            <p class="actions"><button name="decision" value="confirm" class="main">この値で正しい</button> <button name="decision" value="reject" class="second">この値は使わない</button></p>
            </form>
            </section>
            """);
    }
}

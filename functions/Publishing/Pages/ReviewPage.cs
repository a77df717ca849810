using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Review;
using SmartToyonaka.Publishing.Pages.Provenances;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>What waits to be confirmed, each with what holds and why it waits.</summary>
public static class ReviewPage
{
    /// <summary>The page.</summary>
    /// <param name="r">Who reads it.</param>
    /// <param name="reviews">What waits.</param>
    /// <param name="path">The page's own path.</param>
    /// <param name="token">The secret of the receipt's link; <c>""</c> where somebody has signed in.</param>
    /// <param name="said">What became of the last decision; null when there was none.</param>
    public static Markup Of(PageViewer r, IReadOnlyList<Review> reviews, string path, string token, BilingualText? said) =>
        PageLayout.Page(r with { Here = r.To(Own(path, token)) }, r.Of(Title), Markup.Of($"""
        <h1>{r.Of(Title)}</h1>
        {(said is null ? Markup.None : Markup.Of($"""<p class="notice attention" role="alert">{r.Of(said)}</p>"""))}
        {(reviews.Count == 0
            ? Markup.Of($"<p>{r.Of("確認を待っている値はありません。", "No value waits to be confirmed.")}</p>")
            : Markup.Of($"<p>{r.Of($"これまでの値と大きく違うため、確認されるまで使われない値が{reviews.Count}件あります。その間は、これまでの値が使われます。", $"{reviews.Count} value(s) differ much from earlier ones and are not used until somebody confirms them; until then the earlier ones are.")}</p>"))}
        {reviews.Select(w => Part(r, w, r.To(Own(path, token))))}
        """));

    private static readonly BilingualText Title = new("確認待ちの値", "Values that wait to be confirmed");

    private static string Own(string path, string token) => token.Length == 0 ? path : $"{path}?token={token}";

    private static Markup Part(PageViewer r, Review w, string action)
    {
        var (month, status) = (r.Month(w.Month), r.Status(w.Status));
        return Markup.Of($"""
            <section class="summary warning" aria-labelledby="{w.Id}">
            <h2 id="{w.Id}">{w.DepartmentName} {r.Of($"{month}分 {w.MeasureName}({status})", $"{month}: {r.Name(MeasureRegistry.Current.Get(w.Measure))} ({status})")}</h2>
            <table><thead><tr><th scope="col">{r.Of("項目", "Item")}</th><th scope="col">{r.Of("確認待ちの値", "Waits")}</th><th scope="col">{r.Of("いまの値", "Holds now")}</th></tr></thead>
            <tbody>{w.Values.Select(v => Markup.Of($"""<tr><th scope="row">{r.Part(v.Part)}</th><td class="value">{(w.Withdraws ? r.Of("取消", "taken back") : PageText.Number(v.Value))}</td><td class="value">{(v.Was is { } was ? PageText.Number(was) : r.Of("なし", "none"))}</td></tr>"""))}</tbody></table>
            <ul>{(r.English ? w.WhyEn : w.Why).Select(why => Markup.Of($"<li>{why}</li>"))}</ul>
            <p class="quiet">{r.Time(w.ReceivedAt)} {w.Source}</p>
            <form method="post" action="{action}">
            <input type="hidden" name="review" value="{w.Id}">
            <p class="field"><label for="reason-{w.Id}">{r.Of("理由(任意)", "Why (optional)")}</label><input id="reason-{w.Id}" name="reason" maxlength="{ReviewService.MaxReason}" size="40"></p>
            <p class="actions"><button name="decision" value="confirm" class="main">{r.Of("この値で正しい", "This value is right")}</button> <button name="decision" value="reject" class="second">{r.Of("この値は使わない", "Do not use it")}</button></p>
            </form>
            </section>
            """);
    }
}

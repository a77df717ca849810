using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Maintenance;
using SmartToyonaka.Tests.Support;
using static SmartToyonaka.Tests.Intake.Review.HeldValueCalls;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>Values that are far from what was said wait, whatever way they came, and count when they were confirmed.</summary>
public sealed class HeldValuesTests
{
    [Fact]
    public async Task A_slip_waits_and_what_held_goes_on_holding_until_it_is_confirmed()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-03", 11, 12));
        var receipt = await app.AcceptedAsync(Online("2021-06", 1011, 1012));

        Assert.Equal("held", receipt["state"]!.GetValue<string>());
        Assert.Equal((0, 0, 1),
            (receipt["created"]!.GetValue<int>(), receipt["corrected"]!.GetValue<int>(), receipt["held"]!.GetValue<int>()));
        Assert.All(receipt["warnings"]!.AsArray(), w => Assert.True(w!["held"]!.GetValue<bool>()));
        Assert.Equal(["/figures/0/online 1011 11", "/figures/0/eligible 1012 12"], receipt["warnings"]!.AsArray()
            .Select(w => $"{w!["pointer"]} {w["value"]} {w["was"]}"));
        await app.WaitUntilComputedAsync();
        Assert.Equal("91.7", await RateAsync(app, "2021-06"));
        Assert.Equal(1, await WaitingAsync(app));

        var review = Assert.Single(await ReviewsAsync(app))!;
        using var confirmed = await DecideAsync(app, review["id"]!.GetValue<string>(), "confirm");
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        await app.WaitUntilComputedAsync();
        Assert.Equal("99.9", await RateAsync(app, "2021-06"));
        Assert.Equal(0, await WaitingAsync(app));
        await AssertVerifiedAsync(app);
    }

    [Fact]
    public async Task What_is_rejected_never_counts_and_a_decision_is_taken_once()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-06", 11, 12));
        await app.AcceptedAsync(Online("2021-06", 1011, 1012));
        var id = Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>();

        using var rejected = await DecideAsync(app, id, "reject");
        using var again = await DecideAsync(app, id, "reject");
        using var other = await DecideAsync(app, id, "confirm");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (rejected.StatusCode, again.StatusCode));
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("review-decided", await other.ProblemAsync(HttpStatusCode.Conflict));
        await app.WaitUntilComputedAsync();
        Assert.Equal("91.7", await RateAsync(app, "2021-06"));
        await AssertVerifiedAsync(app);
    }

    [Fact]
    public async Task A_later_submission_replaces_what_waits()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-06", 11, 12));
        await app.AcceptedAsync(Online("2021-06", 1011, 1012));
        var id = Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>();

        // What holds is said again: that, too, says that what waits was wrong.
        await app.AcceptedAsync(Online("2021-06", 11, 12));
        Assert.Empty(await ReviewsAsync(app));
        using var late = await DecideAsync(app, id, "confirm");
        Assert.False(late.IsSuccessStatusCode);
        await app.WaitUntilComputedAsync();
        Assert.Equal("91.7", await RateAsync(app, "2021-06"));
    }

    [Fact]
    public async Task Departments_decide_of_their_own_and_readers_of_nothing()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-06", 11, 12));
        await app.AcceptedAsync(Online("2021-06", 1011, 1012));
        var id = Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>();
        using var other = await app.NewDepartmentAsync("0214");
        using var own = await app.NewDepartmentAsync("0213");

        Assert.Empty(await ReviewsAsync(app, other));
        using var refused = await DecideAsync(app, id, "confirm", other);
        Assert.Equal("no-such-review", await refused.ProblemAsync(HttpStatusCode.NotFound));
        using var nobody = await DecideAsync(app, id, "confirm", app.NewClient(null));
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Single(await ReviewsAsync(app, own));
        using var decided = await DecideAsync(app, id, "confirm", own);
        Assert.Equal(HttpStatusCode.OK, decided.StatusCode);
    }

    [Fact]
    public async Task The_link_of_the_receipt_confirms_and_nothing_but_the_link_does()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-06", 11, 12));
        var receipt = await app.AcceptedAsync(Online("2021-06", 1011, 1012));
        var link = receipt["links"]!["confirm"]!.GetValue<string>();
        var id = Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>();
        using var anybody = app.NewClient(null);

        using var page = await anybody.GetAsync(link);
        Assert.Contains("1,011", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var guessed = await anybody.GetAsync(link[..^1] + (link[^1] == '0' ? '1' : '0'));
        Assert.Equal(HttpStatusCode.NotFound, guessed.StatusCode);
        using var english = await anybody.GetAsync(link + "&lang=en");
        Assert.Contains("is far from the 11 that holds", await english.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await AssertTooLargeAsync(anybody, link, id);
        using var posted = await anybody.PostAsync(link,
            new FormUrlEncodedContent([new("review", id), new("decision", "confirm"), new("reason", "")]));
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        await app.WaitUntilComputedAsync();
        Assert.Equal("99.9", await RateAsync(app, "2021-06"));
    }

    [Fact]
    public async Task A_confirmation_and_a_correction_at_once_end_with_the_correction()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-06", 11, 12));
        await app.AcceptedAsync(Online("2021-06", 1011, 1012));
        var id = Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>();

        var confirming = DecideAsync(app, id, "confirm");
        var correcting = app.SubmitAsync(Online("2021-06", 12, 12));
        (await confirming).Dispose();
        using (var corrected = await correcting)
        {
            // Where the confirmation came first, the correction is far from it and waits in its turn.
            if ((await corrected.JsonAsync())["state"]!.GetValue<string>() == "held")
            {
                (await DecideAsync(app, Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>(), "confirm")).Dispose();
            }
        }

        await app.WaitUntilComputedAsync();
        Assert.Equal("100.0", await RateAsync(app, "2021-06"));
        Assert.Equal(0, await WaitingAsync(app));
    }

    [Fact]
    public async Task In_a_closed_month_nothing_is_confirmed()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-06", 11, 12));
        await app.AcceptedAsync(Online("2021-06", 1011, 1012));
        var id = Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>();
        using var closed = await app.Client.PostAsJsonAsync("api/closings", new { month = "2021-06", action = "close", reason = "報告書" });
        Assert.Equal(HttpStatusCode.Created, closed.StatusCode);

        using var decided = await DecideAsync(app, id, "confirm");
        Assert.Equal("month-closed", await decided.ProblemAsync(HttpStatusCode.Locked));
        await app.WaitUntilComputedAsync();
        Assert.Equal("91.7", await RateAsync(app, "2021-06"));
    }

    [Fact]
    public async Task A_waiting_value_is_counted_wherever_it_would_be_carried_to()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-03", 11, 12));
        await app.AcceptedAsync(Online("2021-03", 1011, 1012));
        await app.AcceptedAsync(Online("2021-06", 11, 12).Replace("0213", "0212", StringComparison.Ordinal));
        await app.AcceptedAsync(Online("2021-09", 11, 12));
        await app.WaitUntilComputedAsync();
        Assert.Equal((1, 1, 0), (await HeldAsync("2021-03"), await HeldAsync("2021-06"), await HeldAsync("2021-09")));
        await AssertVerifiedAsync(app);

        using var rejected = await DecideAsync(app, Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>(), "reject");
        Assert.Equal(HttpStatusCode.OK, rejected.StatusCode);
        await app.WaitUntilComputedAsync();
        Assert.Equal((0, 0), (await HeldAsync("2021-03"), await HeldAsync("2021-06")));
        await AssertVerifiedAsync(app);

        async Task<int> HeldAsync(string month) =>
            (await app.IndicatorAsync("online_application_rate", "month", month))!["heldValues"]!.GetValue<int>();
    }

    [Fact]
    public async Task A_rebuild_lists_again_what_waits()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-06", 11, 12));
        await app.AcceptedAsync(Online("2021-06", 1011, 1012));
        await app.WaitUntilComputedAsync();
        var id = Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>();
        await app.Table("submissions").DeleteEntityAsync(WaitingEntries.Partition, id);
        Assert.Empty(await ReviewsAsync(app));
        var unnoted = await app.Services.GetRequiredService<WaitingEntries>().UnnotedAsync(default).ToListAsync();
        Assert.Equal([id], unnoted.Select(WaitingEntries.IdOf));

        var rebuild = app.Services.GetRequiredService<Rebuild>();
        Assert.Equal(1, (await rebuild.RunAsync(new Progress<string>(), default)).Noted);
        Assert.Equal(0, (await rebuild.RunAsync(new Progress<string>(), default)).Noted);
        using var confirmed = await DecideAsync(app, id, "confirm");
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        await app.WaitUntilComputedAsync();
        Assert.Equal("99.9", await RateAsync(app, "2021-06"));
    }

    // Either the confirmation is in before the closing and in what it freezes, or it is refused.
    [Fact]
    public async Task A_confirmation_and_a_closing_never_pass_each_other()
    {
        await using var app = await NewAppAsync(TimeProvider.System);
        var outcomes = new List<HttpStatusCode>();
        for (var round = 0; round < 8; round++)
        {
            // From the newest month on, so that none has a month before it to be far from.
            var month = new FiscalMonth(2021, 12).AddMonths(-round);
            await app.AcceptedAsync(Online(month.ToString(), 11, 12));
            await app.AcceptedAsync(Online(month.ToString(), 1011, 1012));
            var id = Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>();
            var closing = round % 2 == 0 ? null : ActAsync(month, "close");
            var deciding = DecideAsync(app, id, "confirm");
            closing ??= ActAsync(month, "close");
            using var decided = await deciding;
            (await closing).Dispose();
            outcomes.Add(decided.StatusCode);
            await app.WaitUntilComputedAsync();

            Assert.Equal(decided.IsSuccessStatusCode ? "99.9" : "91.7", await RateAsync(app, month.ToString()));
            var acts = await app.Services.GetRequiredService<PeriodChangeStore>().ListAsync(month.FiscalYear, default);
            var change = acts.Single(a => a.Target.Month == month);
            var newest = await app.Services.GetRequiredService<LedgerStore>().NewestAsync(month, month, default);
            Assert.True(newest < change.At, $"{newest:O} {change.At:O}");
            if (!decided.IsSuccessStatusCode)
            {
                // It waits until the month is opened again.
                Assert.Equal("month-closed", await decided.ProblemAsync(HttpStatusCode.Locked));
                (await ActAsync(month, "reopen")).Dispose();
                using var rejected = await DecideAsync(app, id, "reject");
                Assert.Equal(HttpStatusCode.OK, rejected.StatusCode);
            }
        }

        Assert.All(outcomes, o => Assert.True(o is HttpStatusCode.OK or HttpStatusCode.Locked, $"{o}"));
        await AssertVerifiedAsync(app);

        async Task<HttpResponseMessage> ActAsync(FiscalMonth month, string action)
        {
            var acted = await app.Client.PostAsJsonAsync("api/closings", new { month = month.ToString(), action, reason = "報告書" });
            Assert.Equal(HttpStatusCode.Created, acted.StatusCode);
            return acted;
        }
    }

    // As on every page: a form that is larger than any of ours is told so, and decides nothing.
    private static async Task AssertTooLargeAsync(HttpClient client, string link, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, link)
        {
            Content = new StringContent($"review={id}&decision=confirm&reason={new string('x', (1024 * 1024) + 1)}", null,
                "application/x-www-form-urlencoded"),
        };
        request.Headers.Add("Accept", "text/html");
        using var answer = await client.SendAsync(request);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "text/html"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("ブラウザーの「戻る」で画面に戻り", page, StringComparison.Ordinal);
        Assert.Contains("Go back in the browser", page, StringComparison.Ordinal);
    }
}

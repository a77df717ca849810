using System.Net;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>The figures' page as it was on a day: with what had been received by then.</summary>
public sealed class FiguresAsOfTests
{
    [Fact]
    public async Task The_page_of_a_day_shows_what_had_been_received_by_then_and_says_so()
    {
        var clock = new FakeTimeProvider(new(2021, 7, 5, 3, 0, 0, TimeSpan.Zero));
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync(), clock);
        await SayAsync(6);
        clock.SetUtcNow(clock.GetUtcNow().AddDays(10));
        await SayAsync(9);
        await app.WaitUntilComputedAsync();

        var now = await app.Client.GetStringAsync("?fiscalYear=2021");
        var then = await app.Client.GetStringAsync("?fiscalYear=2021&asOf=2021-07-06");
        Assert.Contains(">75.0</a>", now, StringComparison.Ordinal);
        Assert.DoesNotContain("2021-07-06", now, StringComparison.Ordinal);
        Assert.Contains(">50.0</a>", then, StringComparison.Ordinal);
        Assert.DoesNotContain(">75.0</a>", then, StringComparison.Ordinal);
        Assert.Contains("2021-07-06 までに受け付けた数字による値です", then, StringComparison.Ordinal);

        // A value leads to where it came from on that day.
        Assert.Matches("/indicators/online_application_rate/2021-06\\?[^\"]*asOf=2021-07-06", then);
        Assert.DoesNotContain(">50.0</a>", await app.Client.GetStringAsync("?fiscalYear=2021&asOf=2021-07-04"), StringComparison.Ordinal);

        using var none = await app.Client.GetAsync("?fiscalYear=2021&asOf=2021-13-01");
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);

        Task SayAsync(int online) => app.AcceptedAsync($$"""
            { "department": "0213", "month": "2021-06",
              "figures": [ { "measure": "online_procedures", "online": {{online}}, "eligible": 12 } ] }
            """);
    }
}

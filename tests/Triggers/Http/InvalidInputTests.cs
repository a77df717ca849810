using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>The list of bad inputs: each is answered exactly so, in both languages, and stores nothing.</summary>
public sealed class InvalidInputTests(AcceptedSubmissionTests.AppFixture one) : IClassFixture<AcceptedSubmissionTests.AppFixture>,
    IAsyncLifetime
{
    // The last month that is taken moves on with the calendar, of actual figures and of plans; in the list they stand as these words.
    private const string LastMonth = "LAST-MONTH", PresentMonth = "PRESENT-MONTH", PresentMonthJa = "PRESENT-MONTH-JA";

    private static readonly IReadOnlyList<InvalidInput> All = [.. InvalidJson.All, .. InvalidBodies.All, .. InvalidFiles.All];

    public static TheoryData<int, string> Rows
    {
        get
        {
            var rows = new TheoryData<int, string>();
            foreach (var (number, row) in All.Index())
            {
                rows.Add(number, $"{row.Problem} {row.Pointer} {row.Code}");
            }

            return rows;
        }
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => StorageSnapshot.AssertNothingStoredAsync(one.App.Storage);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task It_is_refused_with_place_value_and_remedy(int number, string what)
    {
        Assert.NotEmpty(what);
        await AssertRefusedAsync(All[number], "ja", All[number].Ja);
        if (All[number].En.Length > 0)
        {
            await AssertRefusedAsync(All[number], "en", All[number].En);
        }
    }

    private async Task AssertRefusedAsync(InvalidInput bad, string language, string words)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/submissions") { Content = new ByteArrayContent(bad.Body) };
        request.Content.Headers.ContentType = bad.Type is null ? null : MediaTypeHeaderValue.Parse(bad.Type);
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await one.App.Client.SendAsync(request);
        Assert.Equal(bad.Problem, await answer.ProblemAsync((System.Net.HttpStatusCode)bad.Status));
        var problem = await answer.JsonAsync();
        Assert.Equal([language], answer.Content.Headers.ContentLanguage);

        // Ten years ahead in Japan; asked of the calendar after the answer, which a month's last second would not forgive.
        var present = FiscalMonth.Of(JapanTime.Date(DateTimeOffset.UtcNow));
        words = words.Replace(LastMonth, present.AddMonths(120).ToString(), StringComparison.Ordinal)
            .Replace(PresentMonthJa, JapaneseEra.Text(present), StringComparison.Ordinal)
            .Replace(PresentMonth, present.ToString(), StringComparison.Ordinal);
        if (bad.Code.Length == 0)
        {
            Assert.Equal(words, Text(problem, "detail"));
            Assert.Null(problem["errors"]);
            return;
        }

        var error = Assert.Single(problem["errors"]!.AsArray(), e => Text(e!, "pointer") == bad.Pointer && Text(e!, "code") == bad.Code)!;
        Assert.Equal(["pointer", "code", "value", "message"], error.AsObject().Select(p => p.Key));
        Assert.Equal((bad.Value, words), (error["value"]?.GetValue<string>(), Text(error, "message")));
        Assert.Contains(language == "ja" ? "何も保存していません" : "Nothing was stored", Text(problem, "detail"), StringComparison.Ordinal);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}

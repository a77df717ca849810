using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary><c>GET /api/indicators</c>.</summary>
public sealed class GetIndicatorsTests(GetIndicatorsTests.AppFixture filled) : IClassFixture<GetIndicatorsTests.AppFixture>
{
    private static readonly string[] Columns =
    [
        "indicator", "basis", "status", "fiscalYear", "month", "value", "text", "numerator", "denominator", "unit", "target", "targetMet",
            "isHeadline", "reason",
        "unitsReported", "unitsExpected", "isFinal", "asOf",
    ];

    private RunningApp App => filled.App;

    [Fact]
    public async Task Every_object_has_the_fields_of_the_contract_with_their_types()
    {
        var all = await App.IndicatorsAsync(2021);
        Assert.NotEmpty(all);
        foreach (var v in all.Select(v => v!.AsObject()))
        {
            Assert.Superset(Columns.ToHashSet(), v.Select(p => p.Key).ToHashSet());
            Assert.All(["indicator", "basis", "status", "month", "text", "unit", "reason", "asOf"], n =>
                Assert.Equal(JsonValueKind.String, v[n]!.GetValueKind()));
            Assert.All(["fiscalYear", "unitsReported", "unitsExpected"], n => Assert.Equal(JsonValueKind.Number, v[n]!.GetValueKind()));
            Assert.All(["isHeadline", "isFinal"], n => Assert.True(v[n]!.GetValueKind() is JsonValueKind.True or JsonValueKind.False));
            Assert.All(["value", "numerator", "denominator", "target"], n =>
                Assert.True(v[n] is null || v[n]!.GetValueKind() == JsonValueKind.Number));
            Assert.True(v["targetMet"] is null || v["targetMet"]!.GetValueKind() is JsonValueKind.True or JsonValueKind.False);
            Assert.Equal(v["target"] is null, v["targetMet"] is null);
            Assert.Equal(v["value"] is null, v["text"]!.GetValue<string>().Length == 0);
            Assert.True(v["value"] is not null || v["reason"]!.GetValue<string>().Length > 0);
            Assert.Contains(v["basis"]!.GetValue<string>(), new[] { "month", "ytd", "programme" });
            Assert.Equal(2021, v["fiscalYear"]!.GetValue<int>());
        }
    }

    [Fact]
    public async Task A_rate_says_what_was_divided_by_what()
    {
        var v = (await App.IndicatorAsync("online_application_rate", "month", "2021-06"))!;
        Assert.Equal(100.0 * 472 / 938, v["value"]!.GetValue<double>(), 9);
        Assert.Equal("50.3", v["text"]!.GetValue<string>());
        Assert.Equal((472.0, 938.0), (v["numerator"]!.GetValue<double>(), v["denominator"]!.GetValue<double>()));
        Assert.Equal(("%", 100.0, false, true), (v["unit"]!.GetValue<string>(), v["target"]!.GetValue<double>(),
            v["targetMet"]!.GetValue<bool>(), v["isHeadline"]!.GetValue<bool>()));
        Assert.Equal((1, 10), (v["unitsReported"]!.GetValue<int>(), v["unitsExpected"]!.GetValue<int>()));
        Assert.Equal("2021-06-30", v["asOf"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_stock_is_carried_on_and_says_of_when_it_is()
    {
        var v = (await App.IndicatorAsync("online_application_rate", "month", "2021-07"))!;
        Assert.Equal("50.3", v["text"]!.GetValue<string>());
        Assert.Equal("2021-06-30", v["asOf"]!.GetValue<string>());
        Assert.Equal((0, 10), (v["unitsReported"]!.GetValue<int>(), v["unitsExpected"]!.GetValue<int>()));
    }

    [Fact]
    public async Task What_cannot_be_computed_is_null_with_the_reason()
    {
        var before = (await App.IndicatorAsync("online_application_rate", "month", "2021-05"))!;
        Assert.Null(before["value"]);
        Assert.Null(before["denominator"]);
        Assert.Equal("", before["text"]!.GetValue<string>());
        Assert.NotEmpty(before["reason"]!.GetValue<string>());
        Assert.False(before["targetMet"]!.GetValue<bool>());

        var zero = (await App.IndicatorAsync("cashless_payment_rate", "month", "2021-06"))!;
        Assert.Null(zero["value"]);
        Assert.Contains("分母が0", zero["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/csv", true)]
    [InlineData("text/csv, application/json;q=0.5", true)]
    [InlineData("application/json", false)]
    [InlineData("application/json, text/csv;q=0.9", false)]
    [InlineData("*/*", false)]
    public async Task Csv_is_given_to_those_who_ask_for_it(string accept, bool csv)
    {
        using var answer = await GetAsync("api/indicators?fiscalYear=2021", accept);
        Assert.Equal(csv ? "text/csv" : "application/json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_csv_has_a_byte_order_mark_and_the_same_names_and_values_as_the_json()
    {
        using var answer = await GetAsync("api/indicators?fiscalYear=2021", "text/csv");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var header = lines[0].Split(',');
        Assert.Superset(Columns.ToHashSet(), header.ToHashSet());
        var all = await App.IndicatorsAsync(2021);
        Assert.Equal(all.Count, lines.Length - 1);
        for (var i = 0; i < all.Count; i++)
        {
            // None of these values holds a comma or a quotation mark.
            Assert.Equal(header.Select(name => all[i]![name] is { } v ? v.ToJsonString(Readable).Trim('"') : ""), lines[i + 1].Split(','));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("?fiscalYear=")]
    [InlineData("?fiscalYear=now")]
    [InlineData("?fiscalYear=-1")]
    [InlineData("?fiscalYear=99999999999")]
    [InlineData("?fiscalYear=2021.5")]
    [InlineData("?fiscalYear=2021&fiscalYear=2022")]
    [InlineData("?fiscalYear=3000")]
    public async Task A_fiscal_year_that_is_none_is_refused_with_an_example(string query)
    {
        using var answer = await App.Client.GetAsync("api/indicators" + query);
        Assert.Equal("fiscal-year", await answer.ProblemAsync(HttpStatusCode.BadRequest));
        Assert.Contains("fiscalYear=2021", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2021-02-30")]
    [InlineData("2021")]
    [InlineData("0000-01-01")]
    public async Task A_day_that_is_none_is_refused_with_an_example(string asOf)
    {
        using var answer = await App.Client.GetAsync("api/indicators?fiscalYear=2021&asOf=" + asOf);
        Assert.Equal("as-of", await answer.ProblemAsync(HttpStatusCode.BadRequest));
        Assert.Contains("asOf=2022-02-01", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&asOf=2099-01-01")]
    public async Task One_indicator_alone_has_the_values_that_it_has_among_all(string asOf)
    {
        var all = await App.IndicatorsAsync(2021, asOf);
        foreach (var id in new[] { "online_application_rate", "ppp_platform_members", "ai_tasks" })
        {
            var wanted = all.Where(v => v!["indicator"]!.GetValue<string>() == id).Select(v => v!.ToJsonString()).ToList();
            Assert.Equal(wanted, (await App.IndicatorsAsync(2021, $"&indicator={id}{asOf}")).Select(v => v!.ToJsonString()));
        }

        Assert.Equal(all.Count, (await App.IndicatorsAsync(2021, "&indicator=" + asOf)).Count);
    }

    [Fact]
    public async Task An_indicator_that_is_none_is_not_found_and_which_there_are_is_said()
    {
        using var answer = await App.Client.GetAsync("api/indicators?fiscalYear=2021&indicator=onlin");
        Assert.Equal("no-such-indicator", await answer.ProblemAsync(HttpStatusCode.NotFound));
        Assert.Contains("online_application_rate", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_of_which_nothing_is_known_is_empty()
    {
        Assert.Empty(await App.IndicatorsAsync(1999));
        Assert.Empty(await App.IndicatorsAsync(2021, "&asOf=2001-01-01"));
    }

    [Fact]
    public async Task Anybody_may_read_them()
    {
        using var anybody = App.NewClient(null);
        Assert.Equal(HttpStatusCode.OK, (await anybody.GetAsync("api/indicators?fiscalYear=2021")).StatusCode);
    }

    [Fact]
    public async Task As_of_a_day_answers_from_what_had_been_received_by_its_end_in_japan()
    {
        // The first figure came on 1 July, the correction at 23:30 on 15 September in Japan.
        Assert.Equal("10", await MembersAsync("2021-06", "2021-07-01"));
        Assert.Equal("10", await MembersAsync("2021-06", "2021-09-14"));
        Assert.Equal("12", await MembersAsync("2021-06", "2021-09-15"));
        Assert.Equal("10", await MembersAsync("2021-06", "2021-09-15T14:29:59Z"));
        Assert.Equal("12", await MembersAsync("2021-06", "2021-09-15T14:30:00Z"));
        Assert.Null(await MembersAsync("2021-06", "2021-06-30"));
    }

    [Fact]
    public async Task As_of_a_day_after_everything_gives_what_is_published()
    {
        var published = await App.IndicatorsAsync(2021);
        var computed = await App.IndicatorsAsync(2021, "&asOf=2030-01-01");
        Assert.Equal(published.Select(v => v!.ToJsonString()), computed.Select(v => v!.ToJsonString()));
        Assert.Equal((await App.IndicatorsAsync(2022)).Select(v => v!.ToJsonString()),
            (await App.IndicatorsAsync(2022, "&asOf=2030-01-01")).Select(v => v!.ToJsonString()));
    }

    private async Task<string?> MembersAsync(string month, string asOf) =>
        (await App.IndicatorAsync("ppp_platform_members", "month", month, more: "&asOf=" + asOf))?["text"]!.GetValue<string>();

    private static readonly JsonSerializerOptions Readable =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Task<HttpResponseMessage> GetAsync(string path, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var type in accept.Split(','))
        {
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(type));
        }

        return App.Client.SendAsync(request);
    }

    public sealed class AppFixture : IAsyncLifetime
    {
        internal RunningApp App { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            var clock = new FakeTimeProvider(DateTimeOffset.Parse("2021-07-01T01:00:00Z", CultureInfo.InvariantCulture));
            App = await RunningApp.StartAsync(clock: clock);
            await App.AcceptedAsync("""
                { "department": "0213", "month": "2021-06",
                  "figures": [ { "measure": "online_procedures", "online": 472, "eligible": 938 }, { "measure": "cashless_services", "cashless": 0, "eligible": 0 },
                               { "measure": "platform_members", "count": 10 }, { "measure": "seal_abolitions", "count": 7 } ],
                  "initiatives": [ { "category": "rpa_ai_ocr", "name": "相続人代表者設定", "status": "implemented", "month": "2021-05" } ] }
                """);
            await App.AcceptedAsync(
                """{ "department": "0213", "month": "2022-03", "status": "planned", "figures": [ { "measure": "online_procedures", "online": 500, "eligible": 938 } ] }""");
            clock.SetUtcNow(DateTimeOffset.Parse("2021-09-15T14:30:00Z", CultureInfo.InvariantCulture));
            await App.AcceptedAsync(
                """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "platform_members", "count": 12 } ] }""");
            clock.SetUtcNow(DateTimeOffset.Parse("2022-06-01T01:00:00Z", CultureInfo.InvariantCulture));
            await App.AcceptedAsync("""
                { "department": "0213", "month": "2022-05", "figures": [ { "measure": "platform_members", "count": 20 }, { "measure": "seal_abolitions", "count": 3 } ],
                  "initiatives": [ { "category": "rpa_ai_ocr", "name": "相続人代表者設定", "status": "withdrawn" } ] }
                """);
            await App.WaitUntilComputedAsync();
        }

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}

using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Reporting;

/// <summary>Corrections, carried-on values, earlier days, deleted files, hostile names, and the number of storage calls.</summary>
public sealed class ProvenanceTests
{
    private const string Hostile = "<img src=x onerror=alert(1)>&\"'";
    private const string Encoded = "&lt;img src=x onerror=alert(1)&gt;&amp;&quot;&#x27;";

    [Fact]
    public async Task A_correction_stands_beside_what_it_replaced_and_a_day_past_shows_what_held_then()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2021-07-01T01:00:00Z", CultureInfo.InvariantCulture));
        await using var app = await RunningApp.StartAsync(clock: clock);
        await SubmitAsync(app, "2021-06", 10);
        clock.Advance(TimeSpan.FromDays(3));
        await SubmitAsync(app, "2021-06", 12);
        await app.WaitUntilComputedAsync();

        var figure = (await JsonAsync(app, "api/indicators/ppp_platform_members/2021-06/provenance"))["figures"]!.AsArray().Single()!;
        var before = figure["corrections"]!.AsArray().Single()!;
        Assert.Equal((12, 10), ((int)figure["numbers"]![0]!["value"]!, (int)before["numbers"]![0]!["value"]!));
        Assert.Equal("bootstrap", (string)before["by"]!);

        // What was replaced can still be looked at, and says that it was.
        var old = await JsonAsync(app, (string)before["links"]!["self"]!);
        Assert.False((bool)old["isHolding"]!);
        Assert.Equal("10", (string)old["fields"]!.AsArray().Single(f => (string)f!["place"]! == "/figures/0/count")!["text"]!);

        var past = await JsonAsync(app, "api/indicators/ppp_platform_members/2021-06/provenance?asOf=2021-07-02");
        Assert.Equal(("10", "10 = 10"), ((string)past["text"]!, (string)past["calculation"]!));
        Assert.Empty(past["figures"]![0]!["corrections"]!.AsArray());
        Assert.Contains("asOf=2021-07-02", (string)past["departments"]![0]!["links"]!["self"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("platform_members", "ppp_platform_members", "month")]
    [InlineData("seal_abolitions", "seal_abolitions", "programme")]
    public async Task What_earlier_years_handed_on_names_their_own_months_and_corrections(string measure, string indicator, string basis)
    {
        await using var app = await RunningApp.StartAsync();
        foreach (var (month, department, count) in new[] { ("2020-05", "0102", 3), ("2020-06", "0102", 4), ("2020-06", "0102", 5),
            ("2021-06", "0103", 7) })
        {
            await app.AcceptedAsync(
                $$"""{ "department": "{{department}}", "month": "{{month}}", "figures": [ { "measure": "{{measure}}", "count": {{count}} } ] }""");
        }

        await app.WaitUntilComputedAsync();
        var value = await JsonAsync(app, $"api/indicators/{indicator}/2021-06/provenance?basis={basis}");
        Assert.Equal((await app.IndicatorAsync(indicator, basis, "2021-06"))!["text"]!.GetValue<string>(), (string)value["text"]!);
        Assert.Equal((double)value["value"]!, value["figures"]!.AsArray().Sum(f => (double)f!["numbers"]![0]!["value"]!));
        var june = value["figures"]!.AsArray().Single(f => (string)f!["month"]! == "2020-06")!;
        Assert.Equal((5, 4), ((int)june["numbers"]![0]!["value"]!, (int)june["corrections"]!.AsArray()
            .Single()!["numbers"]![0]!["value"]!));
        Assert.Equal("5", (string)(await JsonAsync(app, (string)june["links"]!["self"]!))["fields"]!.AsArray()
            .Single(f => ((string)f!["place"]!).EndsWith("/count", StringComparison.Ordinal))!["text"]!);
    }

    [Fact]
    public async Task A_form_s_field_is_named_as_the_form_names_it()
    {
        await using var app = await RunningApp.StartAsync();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["department"] = "0102",
            ["month"] = "R3.6",
            ["platform_members.count"] = "１，２３４"
        });
        using var accepted = await app.Client.PostAsync("api/submissions", form);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        using var file = new MultipartFormDataContent { { new StringContent("0103"), "department" },
            { new StringContent("2021-06"), "month" } };
        file.Add(new ByteArrayContent(Encoding.UTF8.GetBytes("項目,件数\n公民学連携プラットフォーム登録数,26\n")), "file", "figures.csv");
        using var taken = await app.Client.PostAsync("api/submissions", file);
        Assert.True(taken.StatusCode == HttpStatusCode.Accepted, await taken.Content.ReadAsStringAsync());

        var figures = (await JsonAsync(app, "api/indicators/ppp_platform_members/2021-06/provenance"))["figures"]!.AsArray();
        Assert.Contains(await FieldsAsync(0), f => f == "platform_members.count = １，２３４");
        Assert.Contains(await FieldsAsync(1), f => f.StartsWith("figures.csv!2", StringComparison.Ordinal)
            && f.EndsWith("count = 26", StringComparison.Ordinal));

        async Task<List<string>> FieldsAsync(int at) =>
            [.. (await JsonAsync(app, (string)figures[at]!["links"]!["self"]!))["fields"]!.AsArray()
                .Select(f => $"{f!["place"]} = {f["text"]}")];
    }

    [Fact]
    public async Task HTML_in_names_stays_text_on_every_page()
    {
        await using var app = await RunningApp.StartAsync();
        var register = $"所属コード,所属名,部局コード,部局名,有効開始,有効終了,後継コード,異表記,医療部門\n0101,{Csv("課" + Hostile)},01,{Csv("部" + Hostile)},2015-04,,,,\n";
        await UploadAsync(app, ContainerNames.Reference, "departments.csv", register);
        await app.RunTimerAsync("PullReference");
        await RunningApp.UntilAsync(async () => await app.Container(ContainerNames.Receipts)
            .GetBlobClient("reference/departments.csv.json").ExistsAsync());

        // The register of this instance is at most so old; the submission is taken when it knows the section only by its new name.
        var submission = new JsonObject
        {
            ["department"] = "0101",
            ["month"] = "2021-06",
            ["form"] = Hostile,
            ["responseId"] = Hostile,
            ["initiatives"] = new JsonArray(new JsonObject
            {
                ["category"] = "ai",
                ["name"] = "名" + Hostile,
                ["status"] = "implemented",
                ["partners"] = new JsonArray("社" + Hostile),
                ["note"] = "注" + Hostile,
            }),
        };
        await app.AcceptedAsync(submission.ToJsonString());
        var file = "e-approval/" + Hostile.Replace("/", "", StringComparison.Ordinal) + ".csv";
        await UploadAsync(app, ContainerNames.Drops, file, $"年月,所属コード,所属名,起案件数,電子決裁件数\n平成33年6月,0101,{Csv("課" + Hostile)},10,5\n");
        await app.RunTimerAsync("PullEApproval");
        await RunningApp.UntilAsync(async () => (await JsonAsync(app, "api/drops")).AsArray() is [{ } drop]
            && (string)drop!["state"]! == "taken");
        await UploadAsync(app, ContainerNames.Drops, file.Replace("e-approval/", "staff/断", StringComparison.Ordinal),
            $"年月,所属コード,所属名\n2021-06,0101,{Csv("課" + Hostile)}\n");
        await app.RunTimerAsync("PullStaff");
        await RunningApp.UntilAsync(async () => (await JsonAsync(app, "api/drops")).AsArray()
            .Any(drop => (string)drop!["state"]! == "refused"));
        await app.WaitUntilComputedAsync();

        // The figures' page shows the department, the file that was refused and the file with a warning.
        var figures = Joined(await app.Client.GetStringAsync("?fiscalYear=2021&lang=ja"));
        Assert.All(["課", "staff/断", "e-approval/"], field => Assert.Contains(field + Encoded, figures, StringComparison.Ordinal));
        Assert.Contains("id=\"warnings\"", figures, StringComparison.Ordinal);

        var pages = new List<string> { "?fiscalYear=2021&lang=ja", $"?fiscalYear={Uri.EscapeDataString(Hostile)}",
            $"tables/{Uri.EscapeDataString(Hostile)}", "indicators/ai_tasks/2021-06", "indicators/ai_tasks/2021-06/departments/0101",
                "indicators/e_approval_rate/2021-06?basis=month", "indicators/e_approval_rate/2021-06/departments/0101?basis=month" };
        foreach (var indicator in new[] { "ai_tasks/2021-06/provenance", "e_approval_rate/2021-06/provenance?basis=month" })
        {
            pages.Add((string)(await JsonAsync(app, "api/indicators/" + indicator))["figures"]![0]!["links"]!["page"]!);
        }

        pages.Add($"indicators/{Uri.EscapeDataString(Hostile)}");
        pages.Add($"indicators/ai_tasks/{Uri.EscapeDataString(Hostile)}");
        pages.Add($"indicators/ai_tasks/2021-06?asOf={Uri.EscapeDataString(Hostile)}");
        pages.Add($"indicators/ai_tasks/2021-06?x={Uri.EscapeDataString(Hostile)}");
        pages.Add($"submit/signin?to=/indicators/{Uri.EscapeDataString(Hostile)}");
        var all = new StringBuilder();
        foreach (var address in pages)
        {
            using var answer = await app.Client.GetAsync(address);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("&\"'", page, StringComparison.Ordinal);
            Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
            Assert.Contains("script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            all.Append(page);
        }

        // It was there, as text.
        Assert.All(["課", "名", "社", "注", "e-approval/"], field =>
            Assert.Contains(field + Encoded, Joined(all.ToString()), StringComparison.Ordinal));
    }

    // Names of files may be broken where their parts are joined.
    private static string Joined(string html) => html.Replace("<wbr>", "", StringComparison.Ordinal);

    [Fact]
    public async Task A_file_that_was_overwritten_or_removed_since_says_so()
    {
        await using var app = await RunningApp.StartAsync();
        const string name = "e-approval/a.csv";
        await UploadAsync(app, ContainerNames.Drops, name,
            "年月,所属コード,所属名,起案件数,電子決裁件数,氏名\n2021-06,0101,経営計画課,10,5,豊中　花子\n2021-06,0102,創造改革課,20,9,豊中　太郎\n");
        await app.RunTimerAsync("PullEApproval");
        await RunningApp.UntilAsync(async () => (await JsonAsync(app, "api/drops")).AsArray() is [{ } drop]
            && (string)drop!["state"]! == "taken");
        await app.WaitUntilComputedAsync();
        var figures = (await JsonAsync(app, "api/indicators/e_approval_rate_pooled/2021-06/provenance?basis=month"))["figures"]!.AsArray();
        var self = (string)figures.Single(f => (string)f!["department"]! == "0102")!["links"]!["self"]!;

        var there = await JsonAsync(app, self);
        Assert.Equal("""{"line":3,"cells":["2021-06","0102","創造改革課","20","9"]}""", there["file"]!["lines"]!.AsArray().Single()!
            .ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.DoesNotContain("花子",
            there.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
                StringComparison.Ordinal);

        await UploadAsync(app, ContainerNames.Drops, name, "x");
        Assert.Equal("overwritten", (string)(await JsonAsync(app, self))["file"]!["state"]!);
        await app.Container(ContainerNames.Drops).GetBlobClient(name).DeleteAsync();
        Assert.Equal("gone", (string)(await JsonAsync(app, self))["file"]!["state"]!);
        using var page = await app.Client.GetAsync(self.Replace("/api", "", StringComparison.Ordinal));
        Assert.Contains("ファイルは取り除かれています", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("entries/overtime/nothing")]
    [InlineData("entries/nothing/202106~0213~a~~0637000000000000000-0123456789abcdef")]
    [InlineData("entries/overtime/202106~0213~a~~0637000000000000000-0123456789abcdef")]
    [InlineData("entries/overtime/999999~0213~a~~0637000000000000000-0123456789abcdef")]
    [InlineData("entries/overtime/202106~%27%20or%201~a~~0")]
    public async Task An_entry_that_there_is_not_is_not_found(string address)
    {
        await using var app = await RunningApp.StartAsync();
        using var answer = await app.Client.GetAsync("api/" + address);
        Assert.Equal("no-such-entry", await answer.ProblemAsync(HttpStatusCode.NotFound));
        using var page = await app.Client.GetAsync(address);
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task The_storage_is_asked_as_often_after_ten_years_as_after_two()
    {
        var two = await CallsAsync(2);
        var ten = await CallsAsync(10);
        Assert.Equal(two, ten);

        // The newest years' partition, what is published, which years there are, what the last handed on; and of the figure carried on
        // its own year and who sent it.
        Assert.InRange(ten.Count, 4, 8);

        static async Task<List<string>> CallsAsync(int years)
        {
            const int last = 2030;
            var clock = new FakeTimeProvider(DateTimeOffset.Parse("2030-07-01T01:00:00Z", CultureInfo.InvariantCulture));
            var storage = await TestStorage.NewAccountAsync();
            await using var proxy = await FaultyStorage.StartAsync(storage);
            await using var app = await RunningApp.StartAsync(storage, clock, proxy, RunningApp.QueueOff);
            var recomputer = app.Services.GetRequiredService<IndicatorRecomputer>();
            for (var year = last - years + 1; year <= last; year++)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                await app.AcceptedAsync(
                    $$"""{ "department": "{{(year == last ? "0103" : "0102")}}", "month": "{{year}}-06", "figures": [ { "measure": "platform_members", "count": {{year}} } ] }""");
                await recomputer.HandleAsync(new([new("platform_members", new FiscalYear(year))], []), default);
            }

            proxy.Clear();
            var value = await JsonAsync(app, $"api/indicators/ppp_platform_members/{last}-06/provenance");
            Assert.Equal((double)(last + last - 1), (double)value["value"]!);
            return [.. proxy.Calls.Select(c => $"{c.Service} {c.Method}").Order(StringComparer.Ordinal)];
        }
    }

    private static Task<JsonNode> SubmitAsync(RunningApp app, string month, int count) =>
        app.AcceptedAsync($$"""{ "department": "0102", "month": "{{month}}", "figures": [ { "measure": "platform_members", "count": {{count}} } ] }""");

    private static Task UploadAsync(RunningApp app, string container, string name, string text) =>
        app.Container(container).GetBlobClient(name).UploadAsync(BinaryData.FromString(text), overwrite: true);

    private static string Csv(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static async Task<JsonNode> JsonAsync(RunningApp app, string address)
    {
        using var answer = await app.Client.GetAsync(address);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.JsonAsync();
    }
}

using System.Net;
using System.Text.Json.Nodes;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Operations.Maintenance;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>Who may say what, and of which months.</summary>
public sealed class SpokenForTests
{
    private static readonly MeasureOwners Owners = new(ReferenceData.BuiltInCatalogue, ReferenceData.BuiltInRegister);

    [Theory]
    [InlineData("managed_facilities", "0304", true)]
    [InlineData("managed_facilities", "0213", false)]
    [InlineData("online_procedures", "0213", true)]
    [InlineData("cashless_services", "0213", false)]
    [InlineData("overtime", "0213", true)]
    [InlineData("no_such_measure", "0213", false)]
    public void Only_sections_that_the_catalogue_names_owe_a_measure(string measure, string section, bool owes) =>
        Assert.Equal(owes, Owners.Owes(measure, section, new(2021, 6)));

    [Fact]
    public void A_month_that_the_catalogue_gives_to_another_section_is_that_ones()
    {
        var catalogue = ReferenceData.BuiltInCatalogue with
        {
            Owed = [new("platform_members", ["0102"], "2020-04", 10, Until: "2021-03"), new("platform_members", ["0103"], "2021-04", 10)],
        };
        var owners = new MeasureOwners(catalogue, ReferenceData.BuiltInRegister);

        Assert.True(owners.Owes("platform_members", "0102", new(2021, 3)));
        Assert.False(owners.Owes("platform_members", "0102", new(2021, 4)));
        Assert.True(owners.Owes("platform_members", "0103", new(2021, 4)));
        Assert.True(owners.Owes("platform_members", "0103", new(2019, 4)));
    }

    [Fact]
    public async Task What_another_section_owes_is_refused_with_who_it_is_and_changes_nothing()
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        await app.AcceptedAsync(
            """{ "department": "0304", "month": "2021-10", "figures": [{ "measure": "managed_facilities", "count": 149 }] }""");
        await app.WaitUntilComputedAsync();

        using var json = await app.SubmitAsync(
            """{ "department": "0213", "month": "2021-10", "figures": [{ "measure": "managed_facilities", "count": 149 }] }""");
        using var fields = await app.Client.PostAsync("api/submissions",
            new FormUrlEncodedContent([new("department", "0213"), new("month", "2021-10"), new("managed_facilities.count", "149")]));
        using var file = await app.Client.PostAsync("api/submissions", new MultipartFormDataContent
        {
            { new StringContent("0213"), "department" }, { new StringContent("2021-10"), "month" },
            { new StringContent("項目,件数\n包括施設管理,149\n"), "file", "figures.csv" },
        });

        foreach (var answer in new[] { json, fields, file })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var error = (await answer.JsonAsync())["errors"]!.AsArray().Single()!;
            Assert.Equal("measure_not_owed", error["code"]!.GetValue<string>());
            Assert.Contains("0304", error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        await app.WaitUntilComputedAsync();
        Assert.Equal(149, (await app.IndicatorAsync("managed_facilities", "month", "2021-10"))!["value"]!.GetValue<double>());
    }

    [Theory]
    [InlineData("e-approval", "年月,所属コード,所属名,起案件数,電子決裁件数\nR18.10,0213,,10,5\n", "month_in_future")]
    [InlineData("e-approval", "年月,所属コード,所属名,起案件数,電子決裁件数\n2021-06,0213,,10,5\n", "")]
    public async Task A_file_says_nothing_of_months_that_have_not_begun(string folder, string csv, string code)
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        await app.Container("drops").UploadBlobAsync($"{folder}/a.csv", BinaryData.FromString(csv));
        await app.RunTimerAsync("PullEApproval");
        JsonNode? drop = null;
        await RunningApp.UntilAsync(async () =>
        {
            using var answer = await app.Client.GetAsync("api/drops");
            drop = (await answer.JsonAsync()).AsArray().SingleOrDefault();
            return drop is not null && drop["state"]!.GetValue<string>() != "taking";
        });
        Assert.Equal(code, string.Concat(drop!["errors"]!.AsArray().Select(e => e!["code"]!.GetValue<string>())));
    }

    [Theory]
    [InlineData("R18.10", "actual", "month_in_future")]
    [InlineData("2026-12", "actual", "month_in_future")]
    [InlineData("2026-11", "actual", null)]
    [InlineData("2026-12", "planned", null)]
    public async Task An_actual_of_a_month_that_has_not_begun_is_refused(string month, string status, string? code)
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync(),
             new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new(2026, 11, 28, 3, 0, 0, TimeSpan.Zero)));
        using var answer = await app.SubmitAsync(
            $$"""{ "department": "0213", "month": "{{month}}", "status": "{{status}}", "figures": [{ "measure": "online_procedures", "online": 1, "eligible": 2 }] }""");
        Assert.Equal(code is null ? HttpStatusCode.Accepted : HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(code, (await answer.JsonAsync())["errors"]?[0]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_figure_that_nobody_owes_any_more_is_listed()
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        await app.AcceptedAsync(
            """{ "department": "0213", "month": "2021-10", "figures": [{ "measure": "online_procedures", "online": 1, "eligible": 2 }] }""");
        var listed = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<NotOwedEntries>(
            app.Services);
        Assert.Empty(await listed.ListAsync(default).ToListAsync());

        var ledger = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Ledger.LedgerStore>(
            app.Services);
        await ledger.WriteAsync([TestData.Figure("managed_facilities", "0213", "2021-10", 149)], default);
        Assert.Equal(VerificationDifferenceKind.NotOwed, Assert.Single(await listed.ListAsync(default).ToListAsync()).Kind);
    }

    [Fact]
    public async Task What_was_said_before_holds_again_when_it_is_said_again()
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        static string Count(int count) =>
            $$"""{ "department": "0102", "month": "2021-09", "figures": [{ "measure": "platform_members", "count": {{count}} }] }""";
        var first = await app.AcceptedAsync(Count(1));
        await app.AcceptedAsync(Count(2));
        var third = await app.AcceptedAsync(Count(1));
        Assert.NotEqual(first["id"]!.GetValue<string>(), third["id"]!.GetValue<string>());
        Assert.Equal(1, third["corrected"]!.GetValue<int>());
        using (var again = await app.SubmitAsync(Count(1)))
        {
            Assert.True(again.Headers.Contains("Idempotency-Replayed"));
            Assert.Equal(third["id"]!.GetValue<string>(), (await again.JsonAsync())["id"]!.GetValue<string>());
        }

        await app.WaitUntilComputedAsync();
        Assert.Equal(1, (await app.IndicatorAsync("ppp_platform_members", "month", "2021-09"))!["value"]!.GetValue<double>());
    }

    [Fact]
    public async Task A_key_stays_the_submission_it_was_whatever_was_said_since()
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        static string Count(int count) =>
            $$"""{ "department": "0102", "month": "2021-09", "figures": [{ "measure": "platform_members", "count": {{count}} }] }""";
        using var first = await app.SubmitAsync(Count(1), "k");
        await app.AcceptedAsync(Count(2));
        using var again = await app.SubmitAsync(Count(1), "k");
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task Answers_of_two_departments_may_have_the_same_number()
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        static string Answer(string department) =>
            $$"""{ "form": "f", "responseId": "1", "department": "{{department}}", "month": "2021-09", "figures": [{ "measure": "online_procedures", "online": 1, "eligible": 2 }] }""";
        var one = await app.AcceptedAsync(Answer("0213"));
        var other = await app.AcceptedAsync(Answer("0214"));
        Assert.NotEqual(one["id"]!.GetValue<string>(), other["id"]!.GetValue<string>());
        using var again = await app.SubmitAsync(Answer("0214"));
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(other["id"]!.GetValue<string>(), (await again.JsonAsync())["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("\"responseId\": \"\"")]
    [InlineData("\"responseId\": \" \"")]
    public async Task An_answer_without_its_number_is_refused(string number)
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        using var answer = await app.SubmitAsync(
            $$"""{ "form": "f", {{number}}, "department": "0102", "month": "2021-09", "figures": [{ "measure": "platform_members", "count": 1 }] }""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("response_id_missing", (await answer.JsonAsync())["errors"]![0]!["code"]!.GetValue<string>());
    }
}

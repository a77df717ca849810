using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>Answers of Microsoft Forms as a flow posts them.</summary>
public sealed class FormsFlowTests(FormsFlowTests.AppFixture running) : IClassFixture<FormsFlowTests.AppFixture>
{
    private const string Department = "r5ec9a97f0a07442dae2aa56ea3344b3c", Month = "rd30fffe9430d489c8b049e1a1041dd5a",
        Online = "r0b7d3b41a6f24dfb9d1c6f7b0f7a3c11",
        Eligible = "r7c2f4f0d8a5b4e0c9b1d2e3f4a5b6c7d", Person = "r9a8b7c6d5e4f30211234567890abcdef",
            Status = "r1f2e3d4c5b6a79880123456789abcdef";

    private static readonly string Mapping = $$"""
        {"form":"NAME","version":"2026-04","questions":{"{{Department}}":"department","{{Month}}":"month","{{Online}}":"online_procedures.online","{{Eligible}}":"online_procedures.eligible",
        "{{Person}}":{"ignore":true},"{{Status}}":{"field":"status","optional":true,"words":{"見込み":"planned"} } } }
        """;

    private RunningApp App => running.App;

    /// <summary>As "Get response details" gives it.</summary>
    private static JsonObject Details(string online = "472") => new()
    {
        ["@odata.context"] = "https://forms.office.com/formapi/api/$metadata#Edm.Untyped",
        ["responder"] = "hanako.toyonaka@example.lg.jp",
        ["submitDate"] = "7/5/2021 1:23:45 AM",
        [Department] = "0213",
        [Month] = "令和3年6月",
        [Online] = online,
        [Eligible] = "９３８",
        [Person] = "豊中 花子",
        [Status] = "",
    };

    private static string Nested(string form, string id, JsonObject? details = null) =>
        new JsonObject { ["form"] = form, ["responseId"] = id, ["answers"] = details ?? Details() }.ToJsonString();

    private async Task<string> NewFormAsync()
    {
        var form = "form-" + Guid.NewGuid().ToString("N")[..12];
        await UploadAsync(form, Mapping.Replace("NAME", form, StringComparison.Ordinal));
        return form;
    }

    private Task UploadAsync(string form, string json) => App.Container("reference").GetBlobClient($"forms/{form}.json")
        .UploadAsync(BinaryData.FromString(json), overwrite: true);

    private async Task<JsonNode> ReceiptAsync(string form) =>
        JsonNode.Parse((await App.Container("receipts").GetBlobClient($"reference/forms/{form}.json.json")
            .DownloadContentAsync()).Value.Content)!;

    [Fact]
    public async Task Answers_that_a_flow_sends_as_a_text_are_those_answers()
    {
        var form = await NewFormAsync();
        using var taken = await App.SubmitAsync(new JsonObject
        {
            ["form"] = form,
            ["responseId"] = "1",
            ["answers"] = Details().ToJsonString(),
        }.ToJsonString());
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        using var again = await App.SubmitAsync(Nested(form, "1"));
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(await taken.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
    }

    // The message names the question as the clerk sees it; answered again as it says, the answer is taken.
    [Theory]
    [InlineData(Online, "約472", "行政手続きのオンライン化(オンライン化済み)", "472")]
    [InlineData(Month, "2021.1", "年月", "2021-01")]
    [InlineData(Department, "9999", "所属", "0213")]
    public async Task A_wrong_answer_is_told_with_its_question_as_text_too(string question, string wrong, string name, string right)
    {
        var form = await NewFormAsync();
        var details = Details();
        details[question] = wrong;
        foreach (var body in (string[])[Nested(form, "1", (JsonObject)details.DeepClone()),
            new JsonObject { ["form"] = form, ["responseId"] = "1", ["answers"] = details.ToJsonString() }.ToJsonString()])
        {
            using var refused = await App.SubmitAsync(body);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            var error = Assert.Single((await refused.JsonAsync())["errors"]!.AsArray())!;
            Assert.StartsWith($"質問「{name}」", error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        details[question] = right;
        using var taken = await App.SubmitAsync(Nested(form, "1", details));
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
    }

    [Fact]
    public async Task An_answer_is_taken_nested_or_flat_and_retries_land_on_the_same_receipt()
    {
        var form = await NewFormAsync();
        using var first = await App.SubmitAsync(Nested(form, "17"));
        Assert.True(first.StatusCode == HttpStatusCode.Accepted, await first.Content.ReadAsStringAsync());
        Assert.Null(first.Headers.Location);
        var receipt = await first.Content.ReadAsStringAsync();
        Assert.Equal("2021-06", JsonNode.Parse(receipt)!["month"]!.GetValue<string>());

        var flat = Details();
        flat["form"] = form;
        flat["responseId"] = 17;
        using var again = await App.SubmitAsync(flat.ToJsonString());
        Assert.Equal(receipt, await again.Content.ReadAsStringAsync());
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal("taken", (await ReceiptAsync(form))["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task Nothing_of_who_answered_is_stored()
    {
        var form = await NewFormAsync();
        using var answer = await App.SubmitAsync(Nested(form, "1"));
        var id = (await answer.JsonAsync())["id"]!.GetValue<string>();
        var store = App.Services.GetRequiredService<SubmissionStore>();
        var evidence = Encoding.UTF8.GetString(await store.ReadBodyAsync(id, default));
        Assert.Contains(Online, evidence, StringComparison.Ordinal);
        Assert.Contains("2021-07-05T01:23:45Z", evidence, StringComparison.Ordinal);
        Assert.DoesNotContain("hanako", evidence, StringComparison.Ordinal);
        Assert.DoesNotContain("花子", evidence, StringComparison.Ordinal);
        Assert.DoesNotContain(Person, evidence, StringComparison.Ordinal);
        foreach (var row in await App.RowsAsync("submissions"))
        {
            Assert.DoesNotContain(row.Select(c => c.Value).OfType<string>(), t => t.Contains("hanako", StringComparison.Ordinal)
                || t.Contains("花子", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Run_again_a_month_later_an_answer_lands_on_its_receipt_though_the_form_has_changed()
    {
        var form = await NewFormAsync();
        using var first = await App.SubmitAsync(Nested(form, "5"));
        var receipt = await first.Content.ReadAsStringAsync();

        await UploadAsync(form, Mapping.Replace("NAME", form, StringComparison.Ordinal)
            .Replace(Eligible, "r" + new string('0', 32), StringComparison.Ordinal));
        running.Clock.Advance(TimeSpan.FromDays(30));
        using var again = await App.SubmitAsync(Nested(form, "5"));
        Assert.Equal((HttpStatusCode.Accepted, receipt), (again.StatusCode, await again.Content.ReadAsStringAsync()));

        // Another answer meets the new mapping.
        using var other = await App.SubmitAsync(Nested(form, "6"));
        Assert.Equal("invalid-submission", await other.ProblemAsync(HttpStatusCode.UnprocessableEntity));
        var errors = (await other.JsonAsync())["errors"]!.AsArray();
        Assert.Equal(["question_unmapped", "question_missing"], errors.Select(e => e!["code"]!.GetValue<string>()).Take(2));
        Assert.All(errors.Take(2), e => Assert.Contains($"{form}(2026-04)", e!["message"]!.GetValue<string>(), StringComparison.Ordinal));

        // The same number with another answer to a mapped question is a conflict, not a retry.
        using var differs = await App.SubmitAsync(Nested(form, "5", Details(online: "473")));
        Assert.Equal("invalid-submission", await differs.ProblemAsync(HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task Another_department_does_not_get_the_receipt_by_the_answer_s_number()
    {
        var form = await NewFormAsync();
        using var first = await App.SubmitAsync(Nested(form, "9"));
        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        using var other = await App.NewDepartmentAsync("0212");
        using var again = await App.SubmitAsync(Nested(form, "9"), client: other);
        await again.ProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_wrong_mapping_is_refused_as_a_whole_and_what_held_goes_on_holding()
    {
        var form = await NewFormAsync();
        using var first = await App.SubmitAsync(Nested(form, "1"));
        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        await UploadAsync(form, "{ \"form\": \"other\" }");
        running.Clock.Advance(TimeSpan.FromSeconds(21));
        using var second = await App.SubmitAsync(Nested(form, "2"));
        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
        var receipt = await ReceiptAsync(form);
        Assert.Equal("refused", receipt["state"]!.GetValue<string>());
        Assert.NotEmpty(receipt["errors"]!.AsArray());
    }

    [Fact]
    public async Task A_form_without_a_mapping_or_with_a_wrong_one_is_a_clear_error()
    {
        async Task<string> CodeAsync(string body)
        {
            using var answer = await App.SubmitAsync(body);
            await answer.ProblemAsync(HttpStatusCode.UnprocessableEntity);
            var error = (await answer.JsonAsync())["errors"]!.AsArray().Single()!;
            Assert.Equal("/form", error["pointer"]!.GetValue<string>());
            return error["code"]!.GetValue<string>();
        }

        Assert.Equal("form_unknown", await CodeAsync(Nested("no-such-form", "1")));
        Assert.Equal("form_unknown", await CodeAsync(Nested("../../etc", "1")));
        Assert.Equal("form_missing", await CodeAsync(Details().ToJsonString()));
        var form = "form-" + Guid.NewGuid().ToString("N")[..12];
        await UploadAsync(form, "nothing");
        Assert.Equal("form_mapping_wrong", await CodeAsync(Nested(form, "1")));
    }

    [Fact]
    public async Task The_timer_looks_at_uploads_that_no_answer_came_for()
    {
        var form = await NewFormAsync();
        await App.RunTimerAsync("PullReference");
        await RunningApp.UntilAsync(async () => await App.Container("receipts").GetBlobClient($"reference/forms/{form}.json.json")
            .ExistsAsync());
    }

    /// <summary>One app for all tests here.</summary>
    public sealed class AppFixture : IAsyncLifetime
    {
        internal RunningApp App { get; private set; } = null!;

        internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2021, 7, 5, 2, 0, 0, TimeSpan.Zero));

        public async Task InitializeAsync() => App = await RunningApp.StartAsync(clock: Clock);

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}

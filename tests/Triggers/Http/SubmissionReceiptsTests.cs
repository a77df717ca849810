using System.Net;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>A receipt asked for again: <c>GET /api/submissions/{id}</c>.</summary>
public sealed class SubmissionReceiptsTests
{
    private const string Good = """
        { "department": "0213", "month": "2021-06",
          "figures": [ { "measure": "online_procedures", "online": 472, "eligible": 938 }, { "measure": "platform_members", "count": 26 } ] }
        """;

    [Fact]
    public async Task A_receipt_is_accepted_until_it_is_computed_and_then_names_the_indicators_it_changed()
    {
        var storage = await TestStorage.NewAccountAsync();
        string self;
        await using (var waiting = await RunningApp.StartAsync(storage, settings: RunningApp.QueueOff))
        {
            var first = await waiting.AcceptedAsync(Good);
            self = first["links"]!["self"]!.GetValue<string>();
            var receipt = await (await waiting.Client.GetAsync(self)).JsonAsync();
            Assert.Equal("accepted", receipt["state"]!.GetValue<string>());
            foreach (var name in new[] { "id", "receivedAt", "department", "month", "created", "corrected", "unchanged", "links" })
            {
                Assert.Equal(first[name]!.ToJsonString(), receipt[name]!.ToJsonString());
            }
        }

        await using var app = await RunningApp.StartAsync(storage);
        await app.WaitUntilComputedAsync();
        var computed = await (await app.Client.GetAsync(self)).JsonAsync();
        Assert.Equal("computed", computed["state"]!.GetValue<string>());
        var changed = computed["indicators"]!.AsArray();
        Assert.Equal(["online_application_rate", "ppp_platform_members"], changed.Select(i => i!["indicator"]!.GetValue<string>())
            .Order(StringComparer.Ordinal));
        var rate = changed.Single(i => i!["indicator"]!.GetValue<string>() == "online_application_rate")!;
        Assert.Equal(("2021-06", "50.3"), (rate["month"]!.GetValue<string>(), rate["text"]!.GetValue<string>()));
        Assert.Equal(100.0 * 472 / 938, rate["value"]!.GetValue<double>(), 9);
    }

    [Fact]
    public async Task A_submission_that_changes_nothing_says_so_and_is_computed_like_any_other()
    {
        await using var app = await RunningApp.StartAsync();
        await app.AcceptedAsync(Good);
        var again = await app.AcceptedAsync(Good.Replace("\"month\"", "\"responseId\": \"2\", \"month\"", StringComparison.Ordinal));
        Assert.Equal(2, again["unchanged"]!.GetValue<int>());
        await app.WaitUntilComputedAsync();
        var receipt = await (await app.Client.GetAsync(again["links"]!["self"]!.GetValue<string>())).JsonAsync();
        Assert.Equal("computed", receipt["state"]!.GetValue<string>());
        Assert.Equal(2, receipt["indicators"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_department_sees_its_own_receipts_only()
    {
        await using var app = await RunningApp.StartAsync(settings: RunningApp.QueueOff);
        var self = (await app.AcceptedAsync(Good))["links"]!["self"]!.GetValue<string>();
        using var own = await app.NewDepartmentAsync("0213");
        using var other = await app.NewDepartmentAsync("0211");
        using var nobody = app.NewClient(null);

        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync(self)).StatusCode);
        using var forbidden = await other.GetAsync(self);
        Assert.Equal("other-department", await forbidden.ProblemAsync(HttpStatusCode.Forbidden));
        using var unknown = await nobody.GetAsync(self);
        Assert.Equal("unauthenticated", await unknown.ProblemAsync(HttpStatusCode.Unauthorized));
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("0")]
    [InlineData("ABCDEF00000000000000000000000000")]
    [InlineData("..")]
    [InlineData("a%2Fb")]
    [InlineData("%27%20or%201%20eq%201")]
    [InlineData("%E4%BB%A4%E5%92%8C")]
    public async Task An_id_that_no_submission_has_is_not_found(string id)
    {
        await using var app = await RunningApp.StartAsync(settings: RunningApp.QueueOff);
        using var answer = await app.Client.GetAsync(new Uri(app.Client.BaseAddress!.ToString().TrimEnd('/') + "/api/submissions/"
            + id, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        if (id != "..")
        {
            Assert.Equal("no-such-submission", await answer.ProblemAsync(HttpStatusCode.NotFound));
        }
    }
}

using System.Net;
using Azure.Data.Tables;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>The number that a form gives to an answer is the department's own.</summary>
public sealed class ResponseIdTests
{
    [Fact]
    public async Task Two_departments_that_number_alike_do_not_take_each_others_numbers()
    {
        await using var app = await RunningApp.StartAsync(settings: RunningApp.QueueOff);
        using var first = await app.NewDepartmentAsync("0213");
        using var second = await app.NewDepartmentAsync("0212");

        var one = await AcceptedAsync(app, first, Body("0213", 5), replayed: false);
        var other = await AcceptedAsync(app, second, Body("0212", 6), replayed: false);

        Assert.NotEqual(one, other);
        Assert.Equal(one, await AcceptedAsync(app, first, Body("0213", 5), replayed: true));
        Assert.Equal(other, await AcceptedAsync(app, second, Body("0212", 6), replayed: true));
        using var changed = await app.SubmitAsync(Body("0212", 7), client: second);
        Assert.Equal("key-used-for-other-content", await changed.ProblemAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_number_that_was_claimed_before_numbers_were_the_departments_is_still_that_submissions_and_no_one_elses()
    {
        await using var app = await RunningApp.StartAsync(settings: RunningApp.QueueOff);
        var id = (await app.AcceptedAsync(Body("0213", 5)))["id"]!.GetValue<string>();
        var table = app.Table(TableNames.Submissions);
        var claim = Assert.Single(await app.RowsAsync(TableNames.Submissions), r => r.RowKey.StartsWith("k!", StringComparison.Ordinal));
        await table.DeleteEntityAsync(claim.PartitionKey, claim.RowKey);
        await table.AddEntityAsync(new TableEntity(claim.PartitionKey,
            claim.RowKey[..claim.RowKey.LastIndexOf('!')])
        { ["submission"] = id });

        Assert.Equal(id, await AcceptedAsync(app, app.Client, Body("0213", 5), replayed: true));
        using var changed = await app.SubmitAsync(Body("0213", 7));
        Assert.Equal("key-used-for-other-content", await changed.ProblemAsync(HttpStatusCode.Conflict));
        Assert.NotEqual(id, await AcceptedAsync(app, app.Client, Body("0212", 6), replayed: false));
    }

    private static string Body(string department, int count) =>
        $$"""{ "form": "monthly", "responseId": "2026-11", "department": "{{department}}", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": {{count}} } ] }""";

    private static async Task<string> AcceptedAsync(RunningApp app, HttpClient client, string body, bool replayed)
    {
        using var answer = await app.SubmitAsync(body, client: client);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        Assert.Equal(replayed, answer.Headers.Contains("Idempotency-Replayed"));
        return (await answer.JsonAsync())["id"]!.GetValue<string>();
    }
}

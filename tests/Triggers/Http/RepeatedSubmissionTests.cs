using System.Net;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>The same submission again, and its key with other content.</summary>
public sealed class RepeatedSubmissionTests(AcceptedSubmissionTests.AppFixture one) : IClassFixture<AcceptedSubmissionTests.AppFixture>
{
    private RunningApp App => one.App;

    [Fact]
    public async Task The_same_form_and_answer_number_give_the_first_receipt_again()
    {
        var first = await FirstAsync(Members(1, "repeat-1"));
        await AssertReplayedAsync(first, Members(1, "repeat-1"));
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_first_receipt_again()
    {
        var first = await FirstAsync(Members(2), "header-1");
        await AssertReplayedAsync(first, Members(2), "header-1");
    }

    [Fact]
    public async Task The_same_content_without_any_key_gives_the_first_receipt_again()
    {
        var first = await FirstAsync(Members(3));
        await AssertReplayedAsync(first, Members(3));
    }

    [Fact]
    public async Task The_same_content_is_recognised_in_another_spelling()
    {
        var first = await FirstAsync(
            """{ "department": "0213", "month": "2021-05", "figures": [ { "measure": "platform_members", "count": 4 }, { "measure": "seal_abolitions", "count": 9 } ] }""");
        await AssertReplayedAsync(first,
            """{ "month": "Ｒ３／５", "figures": [ { "count": "９", "measure": "seal_abolitions" }, { "measure": "platform_members", "count": "4" } ], "department": "市民税課", "status": "actual" }""");
    }

    [Fact]
    public async Task A_repeat_adds_nothing_to_any_table()
    {
        var first = await FirstAsync(Members(5, "repeat-5"));
        var before = await StorageSnapshot.OfAsync(App.Storage);
        await AssertReplayedAsync(first, Members(5, "repeat-5"));
        var after = await StorageSnapshot.OfAsync(App.Storage);

        Assert.Equal(before, after);
    }

    [Fact]
    public async Task A_key_used_for_other_content_is_a_conflict_and_the_first_content_stands()
    {
        await FirstAsync(Members(6, "conflict-1"));
        await FirstAsync(Members(7), "conflict-2");
        var before = await StorageSnapshot.WithETagsAsync(App.Storage, TableNames.Submissions, TableNames.Ledger);

        using var byNumber = await App.SubmitAsync(Members(60, "conflict-1"));
        Assert.Equal("key-used-for-other-content", await byNumber.ProblemAsync(HttpStatusCode.Conflict));
        Assert.Contains("新しい番号", await byNumber.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var byHeader = await App.SubmitAsync(Members(70), "conflict-2");
        Assert.Equal("key-used-for-other-content", await byHeader.ProblemAsync(HttpStatusCode.Conflict));
        using var byEither = await App.SubmitAsync(Members(61, "conflict-3"), "conflict-2");
        Assert.Equal("key-used-for-other-content", await byEither.ProblemAsync(HttpStatusCode.Conflict));

        Assert.Equal(before, await StorageSnapshot.WithETagsAsync(App.Storage, TableNames.Submissions, TableNames.Ledger));
    }

    [Fact]
    public async Task The_same_answer_number_of_another_form_is_another_submission()
    {
        var one = await FirstAsync(
            """{ "form": "a", "responseId": "1", "department": "0213", "month": "2021-05", "figures": [ { "measure": "managed_facilities", "count": 8 } ] }""");
        var two = await FirstAsync(
            """{ "form": "b", "responseId": "1", "department": "0213", "month": "2021-05", "figures": [ { "measure": "managed_facilities", "count": 8 } ] }""");
        Assert.NotEqual(one, two);
    }

    [Fact]
    public async Task An_idempotency_key_belongs_to_the_credential_that_sent_it()
    {
        await FirstAsync(Members(9, department: "0213"), "shared-1");
        using var other = await App.NewDepartmentAsync("0211");
        using var answer = await App.SubmitAsync(Members(10, department: "0211"), "shared-1", other);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task The_same_submission_posted_at_the_same_time_is_one()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => App.SubmitAsync(Members(11, "at-once"))));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Accepted, a.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()))).Distinct());
        Assert.Single(answers, a => !a.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task An_idempotency_key_that_is_too_long_is_refused()
    {
        var before = await StorageSnapshot.WithETagsAsync(App.Storage, TableNames.Submissions);
        using var answer = await App.SubmitAsync(Members(12), new string('k', 201));
        Assert.Equal("idempotency-key-too-long", await answer.ProblemAsync(HttpStatusCode.BadRequest));
        Assert.Equal(before, await StorageSnapshot.WithETagsAsync(App.Storage, TableNames.Submissions));
    }

    private async Task<string> FirstAsync(string json, string? key = null)
    {
        using var answer = await App.SubmitAsync(json, key);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Idempotency-Replayed"));
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task AssertReplayedAsync(string first, string json, string? key = null)
    {
        using var answer = await App.SubmitAsync(json, key);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(["true"], answer.Headers.GetValues("Idempotency-Replayed"));
        Assert.Equal(first, await answer.Content.ReadAsStringAsync());
    }

    private static string Members(int count, string? responseId = null, string department = "0213") =>
        $$"""{ "form": "repeats", {{(responseId is null ? "" : $"\"responseId\": \"{responseId}\",")}} "department": "{{department}}", "month": "2021-06", "figures": [ { "measure": "platform_members", "count": {{count}} } ] }""";
}

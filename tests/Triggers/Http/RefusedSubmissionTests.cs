using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>Whoever and whatever is refused before its content is looked at; nothing of it is stored.</summary>
public sealed class RefusedSubmissionTests(AcceptedSubmissionTests.AppFixture one) : IClassFixture<AcceptedSubmissionTests.AppFixture>,
    IAsyncLifetime
{
    private const string Good =
        """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "platform_members", "count": 26 } ] }""";

    private RunningApp App => one.App;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => StorageSnapshot.AssertNothingStoredAsync(App.Storage);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{ \"department\": \"0213\", \"department\": \"0211\" }")]
    [InlineData("{ \"department\": \"\\ud800\" }")]
    [InlineData("{ \"a\": [[[[[[[[[[1]]]]]]]]]] }")]
    public async Task A_body_that_is_no_json_object_is_not_readable(string body)
    {
        using var answer = await App.SubmitAsync(body);
        Assert.Equal("unreadable", await answer.ProblemAsync(HttpStatusCode.BadRequest));
        Assert.Contains("UTF-8", (await answer.JsonAsync())["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_in_another_encoding_is_not_readable()
    {
        foreach (var type in new[] { "application/json", "application/json; charset=shift_jis" })
        {
            using var content = new ByteArrayContent(Encoding.GetEncoding(932)
                .GetBytes(Good.Replace("0213", "市民税課", StringComparison.Ordinal)));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await App.Client.PostAsync("api/submissions", content);
            Assert.Equal("unreadable", await answer.ProblemAsync(HttpStatusCode.BadRequest));
        }
    }

    [Theory]
    [InlineData("multipart/form-data", "department=0213")]
    [InlineData("multipart/form-data; boundary=xyz", "no parts at all")]
    [InlineData("multipart/form-data; boundary=xyz", "--xyz\r\nContent-Disposition: form-data; name=\"department\"\r\n\r\n0213")]
    public async Task A_form_that_is_none_is_not_readable(string type, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await App.Client.PostAsync("api/submissions", content);
        Assert.Equal("unreadable", await answer.ProblemAsync(HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("text/csv")]
    [InlineData("application/xml")]
    [InlineData("application/octet-stream")]
    [InlineData("nonsense")]
    public async Task Another_type_of_body_is_refused_and_told_which_are_taken(string? type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Good));
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var answer = await App.Client.PostAsync("api/submissions", content);
        Assert.Equal("unsupported-type", await answer.ProblemAsync(HttpStatusCode.UnsupportedMediaType));
        var detail = (await answer.JsonAsync())["detail"]!.GetValue<string>();
        Assert.All(["application/json", "application/x-www-form-urlencoded", "multipart/form-data"], t =>
            Assert.Contains(t, detail, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task More_than_one_mebibyte_is_too_large_whether_the_length_is_declared_or_not(bool declared)
    {
        var padded = Good + new string(' ', 1024 * 1024);
        using var request = new HttpRequestMessage(HttpMethod.Post,
            "api/submissions")
        { Content = new StringContent(padded, Encoding.UTF8, "application/json") };
        if (!declared)
        {
            request.Headers.TransferEncodingChunked = true;
        }

        using var answer = await App.Client.SendAsync(request);
        Assert.Equal("too-large", await answer.ProblemAsync(HttpStatusCode.RequestEntityTooLarge));
        Assert.Contains("1 MiB", (await answer.JsonAsync())["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer sty_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer sty_0123456789abcde'_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Basic Ym9vdHN0cmFwOmJvb3RzdHJhcA==")]
    [InlineData(RunningApp.Bootstrap)]
    public async Task Without_a_valid_credential_nobody_submits(string? authorization)
    {
        using var client = App.NewClient(null);
        if (authorization is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        }

        using var answer = await App.SubmitAsync(Good, client: client);
        Assert.Equal("unauthenticated", await answer.ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Contains(answer.Headers.WwwAuthenticate, h => h.Scheme == "Bearer");
        Assert.Contains("Authorization: Bearer", (await answer.JsonAsync())["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_whose_secret_is_another_is_refused()
    {
        var issued = await (await App.Client.PostAsJsonAsync("api/credentials", new { role = "department", department = "0213" }))
            .JsonAsync();
        var token = issued["token"]!.GetValue<string>();
        using var client = App.NewClient(token[..^1] + (token[^1] == 'A' ? 'B' : 'A'));
        using var answer = await App.SubmitAsync(Good, client: client);
        Assert.Equal("unauthenticated", await answer.ProblemAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task An_expired_credential_is_refused()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2021-07-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        await using var app = await RunningApp.StartAsync(clock: clock, settings: RunningApp.QueueOff);
        var issued = await (await app.Client.PostAsJsonAsync("api/credentials",
            new { role = "department", department = "0213", validDays = 30 })).JsonAsync();
        Assert.Equal(clock.GetUtcNow().AddDays(30), issued["expiresAt"]!.GetValue<DateTimeOffset>());
        using var client = app.NewClient(issued["token"]!.GetValue<string>());

        clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        using var notYet = await client.GetAsync("api/submissions/none");
        Assert.Equal(HttpStatusCode.NotFound, notYet.StatusCode);
        clock.Advance(TimeSpan.FromSeconds(1));
        using var answer = await app.SubmitAsync(Good, client: client);
        Assert.Equal("unauthenticated", await answer.ProblemAsync(HttpStatusCode.Unauthorized));
        await StorageSnapshot.AssertNothingStoredAsync(app.Storage);
    }

    [Fact]
    public async Task A_revoked_credential_is_refused_at_once_where_it_was_revoked_and_soon_elsewhere()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var other = await RunningApp.StartAsync(App.Storage, clock, settings: RunningApp.QueueOff);
        var issued = await (await App.Client.PostAsJsonAsync("api/credentials", new { role = "department", department = "0213" }))
            .JsonAsync();
        using var here = App.NewClient(issued["token"]!.GetValue<string>());
        using var there = other.NewClient(issued["token"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await here.GetAsync("api/submissions/none")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await there.GetAsync("api/submissions/none")).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await App.Client.DeleteAsync($"api/credentials/{issued["id"]}")).StatusCode);

        using var refused = await App.SubmitAsync(Good, client: here);
        Assert.Equal("unauthenticated", await refused.ProblemAsync(HttpStatusCode.Unauthorized));
        clock.Advance(Authenticator.MaxAge);
        using var alsoRefused = await other.SubmitAsync(Good, client: there);
        Assert.Equal("unauthenticated", await alsoRefused.ProblemAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task A_department_submits_for_itself_only()
    {
        using var other = await App.NewDepartmentAsync("0211");
        foreach (var department in new[] { "0213", "213", "市民税課" })
        {
            using var answer = await App.SubmitAsync(Good.Replace("0213", department, StringComparison.Ordinal), client: other);
            Assert.Equal("other-department", await answer.ProblemAsync(HttpStatusCode.Forbidden));
            Assert.Contains("所属", (await answer.JsonAsync())["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        // Nor does it learn what else would be wrong with it.
        using var wrong = await App.SubmitAsync(Good.Replace("26", "-1", StringComparison.Ordinal), client: other);
        Assert.Equal("other-department", await wrong.ProblemAsync(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Too_many_submissions_of_one_credential_are_told_when_to_come_back()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2021-07-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        await using var app = await RunningApp.StartAsync(clock: clock,
            settings: [RunningApp.QueueOff, "SmartToyonaka:Access:SubmissionsPerMinute=3"]);
        using var one = await app.NewDepartmentAsync("0213");
        using var other = await app.NewDepartmentAsync("0211");
        for (var i = 0; i < 3; i++)
        {
            // What is refused counts too: this is about load.
            using var within = await app.SubmitAsync("{", client: one);
            Assert.Equal(HttpStatusCode.BadRequest, within.StatusCode);
        }

        clock.Advance(TimeSpan.FromSeconds(20.5));
        using var answer = await app.SubmitAsync(Good, client: one);
        Assert.Equal("too-many-submissions", await answer.ProblemAsync(HttpStatusCode.TooManyRequests));
        Assert.Equal(TimeSpan.FromSeconds(40), answer.Headers.RetryAfter?.Delta);
        await StorageSnapshot.AssertNothingStoredAsync(app.Storage);

        using var unhindered = await app.SubmitAsync(Good.Replace("0213", "0211", StringComparison.Ordinal), client: other);
        Assert.Equal(HttpStatusCode.Accepted, unhindered.StatusCode);

        // Checks count as submissions do.
        using var check = await one.PostAsync("api/submissions/check", new StringContent(Good, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.TooManyRequests, check.StatusCode);

        // Who comes back when told to is let in.
        clock.Advance(TimeSpan.FromSeconds(40));
        using var again = await app.SubmitAsync(Good, client: one);
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("en-GB, ja;q=0.5", "en")]
    [InlineData("ja", "ja")]
    [InlineData("fr, ja;q=0.3, en;q=0.2", "ja")]
    [InlineData("fr", "ja")]
    [InlineData("", "ja")]
    [InlineData("*", "ja")]
    public async Task A_refusal_is_in_the_language_asked_for(string asked, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post,
            "api/submissions")
        { Content = new StringContent("{", Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.TryAddWithoutValidation("Accept-Language", asked);
        using var answer = await App.Client.SendAsync(request);
        Assert.Equal("unreadable", await answer.ProblemAsync(HttpStatusCode.BadRequest));
        Assert.Equal(language == "en", (await answer.JsonAsync())["detail"]!.GetValue<string>()
            .StartsWith("The body", StringComparison.Ordinal));
        Assert.Equal([language], answer.Content.Headers.ContentLanguage);
    }
}

using System.Diagnostics;
using System.Net;
using Azure;
using Azure.Identity;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Reliability;

/// <summary>A storage that does not answer, or refuses access, is an outage: at the start and later.</summary>
public sealed class SilentStorageTests
{
    [Fact]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public Task A_start_with_a_silent_storage_serves_503_and_goes_on_trying() => StartWithoutStorageAsync(CallFault.Silent);

    [Fact]
    public Task A_start_without_leave_to_use_the_storage_serves_503_and_goes_on_trying() => StartWithoutStorageAsync(CallFault.Forbidden);

    private static async Task StartWithoutStorageAsync(CallFault fault)
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        var isAway = true;
        proxy.Decide = (_, _, _) => isAway ? fault : CallFault.None;
        var began = Stopwatch.GetTimestamp();

        await using var app = await RunningApp.StartAsync(storage, through: proxy);

        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 25);
        using var refused = await app.SubmitAsync(
            """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": 7 } ] }""");
        Assert.Equal("storage-unavailable", await refused.ProblemAsync(HttpStatusCode.ServiceUnavailable));
        Assert.NotNull(refused.Headers.RetryAfter);

        isAway = false;
        await RunningApp.UntilAsync(async () =>
        {
            using var answer = await app.SubmitAsync(
                """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": 7 } ] }""");
            return answer.StatusCode == HttpStatusCode.Accepted;
        });
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "submit?month=2021-06&department=0213")]
    [InlineData("GET", "indicators/seal_abolitions/2021-06")]
    [InlineData("GET", "admin")]
    [InlineData("GET", "api/health")]
    [InlineData("POST", "submit")]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task A_storage_that_falls_silent_is_told_by_a_page_within_ten_seconds(string method, string address)
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, through: proxy);
        using (await app.Client.GetAsync(""))
        {
            // Whatever is read once is read by now.
        }

        proxy.Decide = (_, _, _) => CallFault.Silent;
        using var request = new HttpRequestMessage(new(method), address);
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + RunningApp.Bootstrap);
        if (method == "POST")
        {
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["department"] = "0213", ["month"] = "2021-06" });
        }

        var began = Stopwatch.GetTimestamp();
        using var answer = await app.Client.SendAsync(request);

        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 10);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(address == "api/health" ? "application/json" : "text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    public static TheoryData<Exception> Outages =>
    [
        new TaskCanceledException("The operation was cancelled because it exceeded the configured timeout of 0:00:10."),
        new OperationCanceledException(),
        new TaskCanceledException("", new TaskCanceledException()),
        new TaskCanceledException("", new IOException()),
        new AggregateException(new TaskCanceledException(), new RequestFailedException(503, "")),
        new TimeoutException(),
        new System.Net.Sockets.SocketException(),
        new AuthenticationFailedException("no token"),
        new CredentialUnavailableException("no identity"),
        new RequestFailedException(403, "", "AuthorizationPermissionMismatch", null),
        new RequestFailedException(401, ""),
    ];

    [Theory]
    [MemberData(nameof(Outages))]
    public void Whatever_exception_says_so_it_is_an_outage(Exception exception) =>
        Assert.True(StorageFault.IsOutage(exception, CancellationToken.None));

    [Fact]
    public void Whoever_goes_away_makes_no_outage_nor_does_a_bug()
    {
        Assert.False(StorageFault.IsOutage(new OperationCanceledException(), new CancellationToken(canceled: true)));
        Assert.False(StorageFault.IsOutage(new InvalidOperationException(), CancellationToken.None));
        Assert.False(StorageFault.IsOutage(new RequestFailedException(409, ""), CancellationToken.None));
    }
}

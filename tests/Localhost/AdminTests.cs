using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SmartToyonaka.Tests.Localhost;

public sealed class AdminTests
{
    private readonly Probe _probe = new();

    [Fact]
    public async Task A_timer_is_run_by_hand_after_202()
    {
        await using var app = await StartAsync();
        using var answer = await PostAsync(app, "admin/functions/ByHand", "{}");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await _probe.CallsAsync(1);
        Assert.Equal(["False 0001-01-01"], _probe.Calls);
        _probe.Gate.SetResult();
    }

    [Fact]
    public async Task A_run_by_hand_is_let_finish_when_the_host_stops()
    {
        var app = await StartAsync();
        using var answer = await PostAsync(app, "admin/functions/ByHand", "{}");
        await _probe.CallsAsync(1);
        var stop = app.DisposeAsync().AsTask();
        Assert.False(stop.IsCompleted);
        _probe.Gate.SetResult();
        await stop;

        Assert.Equal("done", _probe.Calls.Last());
    }

    [Theory]
    [InlineData("admin/functions/Nobody", "{}", "application/json", HttpStatusCode.NotFound)]
    [InlineData("admin/host/other", "{}", "application/json", HttpStatusCode.NotFound)]
    [InlineData("admin/functions/ByHand", "{}", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("admin/functions/ByHand", "{", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("admin/functions/ByHand", "", "application/json", HttpStatusCode.BadRequest)]
    public async Task Anything_else_runs_nothing(string path, string body, string type, HttpStatusCode status)
    {
        await using var app = await StartAsync();
        using var answer = await PostAsync(app, path, body, type);

        Assert.Equal(status, answer.StatusCode);
        Assert.Empty(_probe.Calls);
    }

    [Theory]
    [InlineData("POST", "admin/functions/ByHand", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "admin/functions", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "admin/host/status", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "admin/host/ping", HttpStatusCode.OK)]
    public async Task All_but_a_ping_needs_the_master_key(string method, string path, HttpStatusCode without)
    {
        await using var app = await StartAsync();
        using var nobody = new HttpClient { BaseAddress = app.Host.Address };
        using var refused = await nobody.SendAsync(new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = method == "POST"
            ? JsonContent.Create(new { }) : null
        });
        Assert.Equal(without, refused.StatusCode);
        Assert.Empty(_probe.Calls);

        nobody.DefaultRequestHeaders.Add("x-functions-key", "wrong");
        using var wrong = await nobody.GetAsync("admin/host/status");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
    }

    [Fact]
    public async Task With_the_key_it_says_what_runs()
    {
        await using var app = await StartAsync();

        Assert.Contains("Running", await app.Client.GetStringAsync("admin/host/status"), StringComparison.Ordinal);
        Assert.Contains("ByHandAll", await app.Client.GetStringAsync("admin/functions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_http_function_run_by_hand_is_accepted_and_fails_for_want_of_a_request()
    {
        await using var app = await StartAsync();
        using var answer = await PostAsync(app, "admin/functions/ByHandAll", "{}");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Contains(app.Logs.At(LogLevel.Warning), line => line.Contains("without a request", StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> PostAsync(LocalApp app, string path, string body, string type = "application/json") =>
        app.Client.PostAsync(path, new StringContent(body, Encoding.UTF8, type));

    /// <summary>The timer's own schedule is off, so that no storage is needed.</summary>
    private Task<LocalApp> StartAsync() => LocalApp.StartAsync(
        typeof(Manual), builder => builder.Services.AddSingleton(_probe), "AzureWebJobs.ByHand.Disabled=true");

    public sealed class Manual(Probe probe)
    {
        [Function("ByHand")]
        public async Task Run([TimerTrigger("0 0 0 1 1 *", UseMonitor = true)] TimerInfo timer)
        {
            probe.Enter($"{timer.IsPastDue} {timer.ScheduleStatus!.Last:yyyy-MM-dd}").Dispose();
            await probe.Gate.Task;
            probe.Enter("done").Dispose();
        }

        [Function("ByHandAll")]
        public static IResult All([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "{*path}")] HttpRequest request) =>
            Results.Text("all");
    }
}

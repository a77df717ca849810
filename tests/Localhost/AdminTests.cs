using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

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
        var stop = app.Host.StopAsync();
        Assert.False(stop.IsCompleted);
        _probe.Gate.SetResult();
        await stop;

        Assert.Equal("done", _probe.Calls.Last());
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("admin/functions/Nobody", "{}", "application/json", HttpStatusCode.NotFound)]
    [InlineData("admin/other", "{}", "application/json", HttpStatusCode.NotFound)]
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
        public static IResult All([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "{*path}")] HttpRequest request) => Results.Text("all");
    }
}

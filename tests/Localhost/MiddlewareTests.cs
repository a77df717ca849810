using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SmartToyonaka.Tests.Localhost;

public sealed class MiddlewareTests
{
    private readonly Probe _probe = new();

    [Theory]
    [InlineData("guarded", HttpStatusCode.OK, "in")]
    [InlineData("guarded?refuse=result", HttpStatusCode.Unauthorized, "")]
    [InlineData("guarded?refuse=response", HttpStatusCode.Forbidden, "written")]
    [InlineData("guarded?throw=1", HttpStatusCode.ServiceUnavailable, "mapped")]
    [InlineData("guarded?replace=1", HttpStatusCode.OK, "replaced")]
    public async Task Middleware_may_answer_in_the_functions_stead(string path, HttpStatusCode status, string body)
    {
        await using var app = await StartAsync(typeof(Guarded));
        using var answer = await app.Client.GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(body, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Middleware_sees_every_invocation_in_the_order_of_its_registration()
    {
        await using var app = await StartAsync(typeof(Guarded));
        await app.Client.GetStringAsync("guarded");
        using var answer = await app.Client.PostAsync("admin/functions/GuardedTimer",
            new StringContent("{}", Encoding.UTF8, "application/json"));
        await _probe.CallsAsync(5);

        Assert.Equal(
            ["Guarded/httpTrigger/True", "inner", "GuardedTimer/timerTrigger/False", "inner", "timer past due False, last 0001-01-01"],
                _probe.Calls);
    }

    [Fact]
    public async Task Middleware_registered_before_the_web_application_sees_no_request()
    {
        var options = new LocalApp.Options(typeof(Guarded))
        {
            Configure = builder => builder.Services.AddSingleton(_probe),
            First = builder => builder.UseMiddleware<Outer>(),
        };
        await using var app = await LocalApp.StartAsync(options, "AzureWebJobs.GuardedTimer.Disabled=true");
        await app.Client.GetAsync("guarded");

        Assert.Contains("Guarded/httpTrigger/False", _probe.Calls);
    }

    private Task<LocalApp> StartAsync(Type functions) => LocalApp.StartAsync(
        functions,
        builder =>
        {
            builder.Services.AddSingleton(_probe);
            builder.UseMiddleware<Outer>();
            builder.UseMiddleware<Inner>();
        },
        "AzureWebJobs.GuardedTimer.Disabled=true");

    public sealed class Outer(Probe probe) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            var http = context.GetHttpContext();
            probe.Enter($"{context.FunctionDefinition.Name}/{context.FunctionDefinition.InputBindings.Values.Single().Type}/"
                + $"{http is not null}").Dispose();
            var query = http?.Request.Query;
            switch (query?["refuse"].ToString())
            {
                case "result":
                    context.GetInvocationResult().Value = Results.Unauthorized();
                    return;
                case "response":
                    http!.Response.StatusCode = StatusCodes.Status403Forbidden;
                    await http.Response.WriteAsync("written");
                    return;
            }

            try
            {
                await next(context);
            }
            catch (TimeoutException)
            {
                context.GetInvocationResult().Value = Results.Text("mapped", statusCode: StatusCodes.Status503ServiceUnavailable);
            }

            if (query?.ContainsKey("replace") == true)
            {
                Assert.IsType<IResult>(context.GetInvocationResult().Value, exactMatch: false);
                context.GetInvocationResult().Value = Results.Text("replaced");
            }
        }
    }

    public sealed class Inner(Probe probe) : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            probe.Enter("inner").Dispose();
            return next(context);
        }
    }

    public sealed class Guarded(Probe probe)
    {
        [Function("Guarded")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "guarded")] HttpRequest request) =>
            request.Query.ContainsKey("throw") ? throw new TimeoutException() : Results.Text("in");

        [Function("GuardedTimer")]
        public void OnTimer([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) =>
            probe.Enter($"timer past due {timer.IsPastDue}, last {timer.ScheduleStatus!.Last:yyyy-MM-dd}").Dispose();
    }
}

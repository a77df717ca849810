using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace SmartToyonaka.Tests.Localhost;

/// <summary>Functions that answer in each of the ways of answering, and read requests in each of the ways of reading.</summary>
public static class RequestFunctions
{
    public enum Colour
    {
        Red,
        Green,
    }

    public sealed class Requests(Probe probe)
    {
        [Function("ResultsOf")]
        public static object Of([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "results/{kind}")] HttpRequest request,
            string kind) => kind switch
            {
                "json" => Results.Json(new { Name = "豊中", Colour = Colour.Green }),
                "accepted" => Results.Accepted("/x/7", new { Id = 7 }),
                "content" => Results.Content("a,b", "text/csv", Encoding.UTF8),
                "problem" => Results.Problem("no", statusCode: 422),
                "action" => new ObjectResult(new { Name = "action" }) { StatusCode = 409 },
                "stream" => Results.Stream(new MemoryStream(new byte[30_000_000]), "application/octet-stream"),
                _ => new { Neither = "result" },
            };

        [Function("FormOf")]
        public static async Task<IResult> Form([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "form")] HttpRequest request)
        {
            var form = await request.ReadFormAsync();
            return Results.Text($"{form["name"]} {form.Files.Sum(file => file.Length)}");
        }

        [Function("Throws")]
        public static async Task<IActionResult> Throw(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throws/{how}")] HttpRequest request, string how)
        {
            await Task.Yield();
            request.HttpContext.Response.Headers["x-half"] = "done";
            return how == "written" ? new ThrowingResult() : throw new InvalidOperationException("as meant");
        }

        [Function("Number")]
        public static IResult Number([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "number/{n}")] HttpRequest request,
            int n) => Results.Text($"{n}");

        [Function("Wait")]
        public async Task<IResult> Wait(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "wait")] HttpRequest request, FunctionContext context,
                CancellationToken cancellation)
        {
            Assert.Equal(cancellation, context.CancellationToken);
            probe.Enter("waits").Dispose();
            await probe.Gate.Task.WaitAsync(cancellation).ContinueWith(_ => probe.Enter("cancelled").Dispose(), TaskScheduler.Default);
            return Results.Ok();
        }

        [Function("Headers")]
        public static IResult Headers([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "headers")] HttpRequest request) =>
            Results.Text($"{request.Headers.Authorization}|{request.Headers["X-Forwarded-For"]}|{request.HttpContext.Connection.RemoteIpAddress}");

        [Function("Keyed")]
        public IResult Keyed([HttpTrigger(AuthorizationLevel.Function, "get", Route = "keyed")] HttpRequest request)
        {
            probe.Enter("keyed").Dispose();
            return Results.Ok();
        }
    }

    public sealed class ThrowingResult : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context) => throw new InvalidOperationException("as meant");
    }

    public sealed class Catching
    {
        [Function("CatchingLength")]
        public static async Task<IResult> Length([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "length")] HttpRequest request)
        {
            using var body = new MemoryStream();
            try
            {
                await request.Body.CopyToAsync(body);
            }
            catch (BadHttpRequestException)
            {
                return Results.Text("caught");
            }

            return Results.Text($"{body.Length}");
        }
    }

    public sealed class PerCall
    {
        public Guid Id { get; } = Guid.NewGuid();
    }

    public sealed class Scoped(PerCall one, PerCall same)
    {
        [Function("ScopedCall")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "scoped")] HttpRequest request)
        {
            Assert.Same(one, same);
            Assert.Same(one, request.HttpContext.RequestServices.GetRequiredService<PerCall>());
            return Results.Text($"{one.Id}");
        }
    }
}

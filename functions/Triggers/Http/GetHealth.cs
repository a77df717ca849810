using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Operations.Maintenance;
using SmartToyonaka.Operations.Telemetry;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Tells a monitor whether the program works, which build of it, and whether something waits to be computed.</summary>
public sealed class GetHealth(HealthReader reader)
{
    [Function(nameof(GetHealth))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/health")] HttpRequest request, CancellationToken cancel)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        try
        {
            var health = await reader.ReadAsync(cancel);
            return Json.Answer(new
            {
                status = "ok",
                version = BuildVersion.Commit,
                storage = "ok",
                recomputation = new { waiting = health.Waiting, poison = health.Poison },
                reminders = new { unknown = health.UnknownMails, failed = health.FailedMails },
                reviews = new { waiting = health.ToReview }
            });
        }
        catch (Exception e) when (StorageFault.IsOutage(e, request.HttpContext.RequestAborted))
        {
            request.HttpContext.Response.Headers.RetryAfter = "10";
            return Json.Answer(new
            {
                status = "unavailable",
                version = BuildVersion.Commit,
                storage = "unreachable",
                recomputation = new { waiting = (int?)null, poison = (int?)null }
            }, StatusCodes.Status503ServiceUnavailable);
        }
    }
}

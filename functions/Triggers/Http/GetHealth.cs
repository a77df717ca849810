using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Completeness.Reminders;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Tells a monitor whether the program works and whether something waits to be computed.</summary>
public sealed class GetHealth(RecomputeBacklog backlog, Outbox outbox, WaitingEntries reviews)
{
    [Function(nameof(GetHealth))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request, CancellationToken cancel)
    {
        try
        {
            var mails = outbox.CountAsync(cancel);
            var toReview = reviews.CountAsync(cancel);
            var (waiting, poison) = await backlog.CountAsync(cancel);
            var (unknown, failed) = await mails;
            return Json.Answer(new
            {
                status = "ok",
                storage = "ok",
                recomputation = new { waiting, poison },
                reminders = new { unknown, failed },
                reviews = new { waiting = await toReview }
            });
        }
        catch (Exception e) when (StorageFault.IsOutage(e, request.HttpContext.RequestAborted))
        {
            request.HttpContext.Response.Headers.RetryAfter = "10";
            return Json.Answer(new
            {
                status = "unavailable",
                storage = "unreachable",
                recomputation = new { waiting = (int?)null, poison = (int?)null }
            }, StatusCodes.Status503ServiceUnavailable);
        }
    }
}

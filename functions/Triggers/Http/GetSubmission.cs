using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Review;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Gives a receipt again, with its state and the indicators that it changed.</summary>
public sealed class GetSubmission(SubmissionStore store, ReviewService reviews, PublishedIndicators indicators)
{
    [Function(nameof(GetSubmission))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/submissions/{id}")] HttpRequest request, string id,
            CancellationToken cancel)
    {
        if (id.Length != 32 || !id.All(char.IsAsciiHexDigitLower) || await store.FindAsync(id, cancel) is not { } stored)
        {
            return Problem.Of(request, StatusCodes.Status404NotFound, "no-such-submission", SubmissionMessages.NoSuchSubmission);
        }

        var caller = AccessMiddleware.CallerOf(request);
        if (!caller.MayRead(stored.Department))
        {
            return Problem.Of(request, StatusCodes.Status403Forbidden, "other-department",
                SubmissionMessages.SubmissionOfAnotherDepartment);
        }

        var receipt = JsonNode.Parse(stored.Receipt)!.AsObject();
        var entries = await store.ReadEntriesToShowAsync(id, cancel);
        var waiting = (await reviews.OfEntriesAsync(entries, cancel)).Count;
        receipt["state"] = await store.FindMarkAsync(stored, cancel) is not null ? "accepted" : waiting > 0 ? SubmissionReceipt.Waits
            : "computed";
        if (waiting == 0 || !caller.MaySubmit || !caller.MaySpeakFor(stored.Department))
        {
            // Whoever has the link may confirm.
            receipt["links"]?.AsObject().Remove("confirm");
        }

        var fed = await indicators.FedByAsync(entries, cancel);
        receipt["indicators"] = new JsonArray([.. fed.Select(f => new JsonObject
        {
            ["indicator"] = f.Indicator,
            ["basis"] = f.Basis,
            ["status"] = f.Status,
            ["month"] = f.Month,
            ["value"] = f.Value,
            ["text"] = f.Text,
        })]);
        return Json.Answer(receipt);
    }
}

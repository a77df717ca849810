using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Closes months and fiscal years and opens them again, for an administrator.</summary>
public sealed class ManageClosings(PeriodCloser closer, PeriodChangeStore store)
{
    private sealed record ChangeRequest(string? Month, int? FiscalYear, string? Action, string? Reason);

    private sealed record ChangeResponse(string? Month, int FiscalYear, string Action, string By, DateTimeOffset At, string Reason)
    {
        public static ChangeResponse Of(PeriodChange a) =>
            new(a.Target.Month?.ToString(), a.Target.Year.Value, a.IsClose ? "close" : "reopen", a.By, a.At, a.Reason);
    }

    /// <summary><c>{"month":"2021-06","action":"close","reason":"…"}</c>, or <c>"fiscalYear":2021</c> in the month's place.</summary>
    [Function("ChangeClosing")]
    public async Task<IResult> Change(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/closings")] HttpRequest request, CancellationToken cancel)
    {
        if (await Json.OrderAsync<ChangeRequest>(request, cancel) is not { } order)
        {
            return Problem.Of(request, StatusCodes.Status400BadRequest, "unreadable", RequestMessages.NotReadableAsJson);
        }

        if (PeriodOrder.Target(order.Month, order.FiscalYear) is not { } target)
        {
            return Problem.Of(request, StatusCodes.Status422UnprocessableEntity, "closing-target", AdministrationMessages.ClosingTarget);
        }

        if (order.Action is not ("close" or "reopen"))
        {
            return Problem.Of(request, StatusCodes.Status422UnprocessableEntity, "closing-action", AdministrationMessages.ClosingAction);
        }

        if (PeriodOrder.Reason(order.Reason) is not { } reason)
        {
            return Problem.Of(request, StatusCodes.Status422UnprocessableEntity, "closing-reason",
                AdministrationMessages.ClosingReason(PeriodOrder.MaxReason));
        }

        var change = await closer.ChangeAsync(target, order.Action == "close", AccessMiddleware.CallerOf(request).Id, reason, cancel);
        return change is not null
            ? Json.Answer(ChangeResponse.Of(change), StatusCodes.Status201Created)
            : Problem.Of(request, StatusCodes.Status409Conflict, order.Action == "close" ? "already-closed" : "already-open",
                order.Action == "close" ? AdministrationMessages.AlreadyClosed : AdministrationMessages.AlreadyOpen);
    }

    /// <summary>All acts, newest first.</summary>
    [Function("ListClosings")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/closings")] HttpRequest request, CancellationToken cancel) =>
        Json.Answer((await store.ListAllAsync(cancel)).Select(ChangeResponse.Of));
}

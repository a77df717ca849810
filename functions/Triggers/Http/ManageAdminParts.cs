using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Completeness.Reminders;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>What administrators close, issue, revoke, send and send back, each kind on a page of its own.</summary>
public sealed class ManageAdminParts(
    PageSession session, AdminParts parts, PeriodAdministration periods, CredentialOrders credentials, Outbox outbox, PoisonQueue poison)
{
    /// <summary>A part.</summary>
    [Function("ShowAdminPart")]
    public async Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = AdminPages.PartRoute)] HttpRequest request, string part,
            CancellationToken cancel)
    {
        var (caller, viewer, refusal) = await AdminPages.EnterAsync(request, session, cancel);
        return caller is null ? refusal! : Html.Answer(request, await parts.ShowAsync(request, viewer, part, null, null, cancel),
            english: viewer.English);
    }

    /// <summary>An act of a part, and the part as it is then.</summary>
    [Function("PostAdminPart")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = AdminPages.PartRoute)] HttpRequest request, string part,
            CancellationToken cancel)
    {
        var (caller, viewer, refusal) = await AdminPages.EnterAsync(request, session, cancel);
        if (caller is null)
        {
            return refusal!;
        }

        var fields = await Html.ReadFormAsync(request, cancel) ?? new Dictionary<string, string>();
        string Field(string name) => fields.GetValueOrDefault(name, "");
        string? token = null;
        var reason = Field("reason").Trim();
        var (status, said) = reason.Length > 0 && PeriodOrder.Reason(reason) is null
            ? (StatusCodes.Status422UnprocessableEntity, viewer.Of(AdministrationMessages.ReasonUnusable(PeriodOrder.MaxReason)))
            : part.ToLowerInvariant() switch
            {
                "completeness" or "drops" => NothingDone(viewer),
                "credentials" when Field("action") == "issue" => await IssueAsync(),
                "months" => await ChangeAsync(viewer, Field("month"), Field("action"), reason, caller.Id, cancel),
                "credentials" => await RevokeAsync(viewer, Field("id"), Field("action"), reason, caller.Id, cancel),
                "mails" => await DecideAsync(viewer, Field("id"), Field("action"), reason, caller.Id, cancel),
                _ => await SendBackAsync(viewer, Field("action"), reason, caller.Id, cancel),
            };
        return Html.Answer(request, await parts.ShowAsync(request, viewer, part, said, token, cancel), status, viewer.English);

        async Task<(int Status, string Said)> IssueAsync()
        {
            var order = new CredentialOrder(Field("role"), Field("department"), Field("folder"),
                int.TryParse(Field("days"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0);
            var issued = await credentials.IssueAsync(order, caller.Id, reason, cancel);
            token = issued.Credential is null ? null : issued.Token;
            return issued.Fault is { } fault ? (StatusCodes.Status422UnprocessableEntity, viewer.Of(fault))
                : (StatusCodes.Status200OK, viewer.Of(AdministrationMessages.Issued));
        }
    }

    private async Task<(int Status, string Said)> ChangeAsync(PageViewer viewer, string month, string action, string reason, string by,
        CancellationToken cancel)
    {
        if (PeriodOrder.Target(month, null) is not { } target || PeriodOrder.Reason(reason) is not { } why
            || action is not ("close" or "reopen"))
        {
            return (StatusCodes.Status422UnprocessableEntity, viewer.Of(AdministrationMessages.MonthAndReason(PeriodOrder.MaxReason)));
        }

        return await periods.ChangeAsync(target, action == "close", by, why, cancel)
            ? (StatusCodes.Status200OK, action == "close" ? viewer.Of(AdministrationMessages.Closed)
                : viewer.Of(AdministrationMessages.Reopened))
            : (StatusCodes.Status409Conflict, viewer.Of(AdministrationMessages.SoAlready));
    }

    private async Task<(int Status, string Said)> RevokeAsync(PageViewer viewer, string id, string action, string reason, string by,
        CancellationToken cancel)
    {
        if (action != "revoke" || await credentials.RevokeAsync(id, by, reason, cancel) is null)
        {
            return NothingDone(viewer);
        }

        return (StatusCodes.Status200OK, viewer.Of(AdministrationMessages.Revoked));
    }

    private async Task<(int Status, string Said)> DecideAsync(PageViewer viewer, string id, string action, string reason, string by,
        CancellationToken cancel) =>
        action is "resend" or "dismiss" && id.Length is > 0 and <= 40 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            && await outbox.DecideAsync(id, action == "resend", by, reason, cancel) is not null
            ? (StatusCodes.Status200OK, action == "resend" ? viewer.Of(AdministrationMessages.SentAtNextRun)
                : viewer.Of(AdministrationMessages.Dismissed))
            : NothingDone(viewer);

    private async Task<(int Status, string Said)> SendBackAsync(PageViewer viewer, string action, string reason, string by,
        CancellationToken cancel)
    {
        if (action != "resend")
        {
            return NothingDone(viewer);
        }

        var moved = await poison.SendAllBackAsync(by, reason, cancel);
        return (StatusCodes.Status200OK, viewer.Of(AdministrationMessages.SentBack(moved)));
    }

    private static (int Status, string Said) NothingDone(PageViewer viewer) => (StatusCodes.Status422UnprocessableEntity, viewer.Of(
        AdministrationMessages.NothingDone));
}

using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Completeness.Reminders;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Pages.Administration;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>What administrators close, revoke, send and send back, each kind on a page of its own.</summary>
public sealed class ManageAdminParts(
    PageSession session, PeriodAdministration periods, CredentialStore credentials, Authenticator authenticator, Outbox outbox,
    PoisonQueue poison, TimeProvider clock)
{
    private const int MonthsShown = 36;

    /// <summary>A part.</summary>
    [Function("ShowAdminPart")]
    public async Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = AdminSite.PartRoute)] HttpRequest request, string part,
            CancellationToken cancel)
    {
        var (caller, viewer, refusal) = await AdminSite.EnterAsync(request, session, cancel);
        return caller is null ? refusal! : Html.Answer(request, await PartAsync(viewer, part, null, cancel), english: viewer.English);
    }

    /// <summary>An act of a part, and the part as it is then.</summary>
    [Function("PostAdminPart")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = AdminSite.PartRoute)] HttpRequest request, string part,
            CancellationToken cancel)
    {
        var (caller, viewer, refusal) = await AdminSite.EnterAsync(request, session, cancel);
        if (caller is null)
        {
            return refusal!;
        }

        var fields = await Html.ReadFormAsync(request, cancel) ?? new Dictionary<string, string>();
        string Field(string name) => fields.GetValueOrDefault(name, "");
        var (status, said) = part.ToLowerInvariant() switch
        {
            "months" => await ChangeAsync(viewer, Field("month"), Field("action"), Field("reason"), caller.Id, cancel),
            "credentials" => await RevokeAsync(viewer, Field("id"), Field("action"), caller.Id, cancel),
            "mails" => await DecideAsync(viewer, Field("id"), Field("action"), caller.Id, cancel),
            _ => await SendBackAsync(viewer, Field("action"), cancel),
        };
        return Html.Answer(request, await PartAsync(viewer, part, said, cancel), status, viewer.English);
    }

    private async Task<Markup> PartAsync(PageViewer viewer, string part, string? said, CancellationToken cancel)
    {
        switch (part.ToLowerInvariant())
        {
            case "months":
                var (months, changes) = await periods.ListAsync(MonthsShown, cancel);
                return AdminPage.Months(viewer, months, changes, said);
            case "credentials":
                var now = clock.GetUtcNow();
                return AdminPage.Credentials(viewer, [.. (await credentials.ListAsync(cancel)).Select(c =>
                    new CredentialLine(c.Id, c.Role.Text(), c.Department + c.Folder, c.ExpiresAt, c.IsValidAt(now)))], said);
            case "mails":
                return AdminPage.Mails(viewer, [.. (await outbox.ListOpenAsync(cancel))
                    .Where(m => m.State is MailState.Unknown or MailState.Failed)], said);
            default:
                var (unlucky, failed) = await poison.CountAsync(cancel);
                return AdminPage.Poison(viewer, unlucky + failed, said);
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

    private async Task<(int Status, string Said)> RevokeAsync(PageViewer viewer, string id, string action, string by,
        CancellationToken cancel)
    {
        if (action != "revoke" || id.Length != 16 || !id.All(char.IsAsciiHexDigitLower)
            || await credentials.RevokeAsync(id, by, cancel) is null)
        {
            return NothingDone(viewer);
        }

        authenticator.Forget(id);
        return (StatusCodes.Status200OK, viewer.Of(AdministrationMessages.Revoked));
    }

    private async Task<(int Status, string Said)> DecideAsync(PageViewer viewer, string id, string action, string by,
        CancellationToken cancel) =>
        action is "resend" or "dismiss" && id.Length is > 0 and <= 40 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            && await outbox.DecideAsync(id, action == "resend", by, cancel) is not null
            ? (StatusCodes.Status200OK, action == "resend" ? viewer.Of(AdministrationMessages.SentAtNextRun)
                : viewer.Of(AdministrationMessages.Dismissed))
            : NothingDone(viewer);

    private async Task<(int Status, string Said)> SendBackAsync(PageViewer viewer, string action, CancellationToken cancel)
    {
        if (action != "resend")
        {
            return NothingDone(viewer);
        }

        var moved = await poison.SendAllBackAsync(cancel);
        return (StatusCodes.Status200OK, viewer.Of(AdministrationMessages.SentBack(moved)));
    }

    private static (int Status, string Said) NothingDone(PageViewer viewer) => (StatusCodes.Status422UnprocessableEntity, viewer.Of(
        AdministrationMessages.NothingDone));
}

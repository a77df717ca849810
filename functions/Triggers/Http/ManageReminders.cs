using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Publishing.Completeness.Reminders;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>
/// Shows an administrator the outbox, and records the decision about a mail that may have been sent or not, or that could not be sent.
/// </summary>
public sealed class ManageReminders(Outbox outbox, ReminderOptions options, TimeProvider clock)
{
    private const int MonthsShown = 6;

    private sealed record DecisionRequest(string? Action);

    private sealed record MailResponse(
        string Id, string Kind, string Month, string Department, int Stage, string State, string Reason, int Attempts,
            DateTimeOffset ChangedAt, string By, string Subject, string Text)
    {
        public static MailResponse Of(OutboxMail m) => new(
            m.Key.Id, m.Key.Kind, m.Key.Month.ToString(), m.Key.Department, m.Key.Stage, m.State, m.Reason, m.Attempts, m.ChangedAt, m.By,
                m.Subject, m.Text);
    }

    /// <summary>Mails about the last months (or those from <c>?month=2021-03</c> on), newest first; what is open always.</summary>
    [Function("ListReminders")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/reminders")] HttpRequest request, CancellationToken cancel)
    {
        var from = FiscalMonth.Of(JapanTime.Date(clock.GetUtcNow())).AddMonths(-MonthsShown);
        if (request.Query["month"].ToString() is { Length: > 0 } text)
        {
            var reading = MonthText.Parse(text);
            if (reading.Fault != MonthParseError.None)
            {
                return Problem.Of(request, StatusCodes.Status400BadRequest, "month", RequestMessages.NameTheMonth);
            }

            from = reading.Month;
        }

        var open = await outbox.ListOpenAsync(cancel);
        var mails = (await outbox.ListAsync(from, cancel)).Concat(open).DistinctBy(m => m.Key).OrderByDescending(m => m.ChangedAt)
            .ThenBy(m => m.Key.Id, StringComparer.Ordinal).ToList();
        return Json.Answer(new
        {
            mode = options.Mode switch { ReminderMode.Send => "send", ReminderMode.DryRun => "dry-run", _ => "off" },
            unknown = open.Count(m => m.State == MailState.Unknown),
            failed = open.Count(m => m.State == MailState.Failed),
            mails = mails.Select(MailResponse.Of),
        });
    }

    /// <summary><c>{"action":"resend"}</c> (at the next run) or <c>{"action":"dismiss"}</c>.</summary>
    [Function("AnswerReminder")]
    public async Task<IResult> Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/reminders/{id}")] HttpRequest request, string id,
            CancellationToken cancel)
    {
        if (id.Length > 40 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') || await outbox.FindAsync(id, cancel) is null)
        {
            return Problem.Of(request, StatusCodes.Status404NotFound, "no-such-mail", AdministrationMessages.NoSuchMail);
        }

        var action = (await Json.OrderAsync<DecisionRequest>(request, cancel))?.Action;
        if (action is not ("resend" or "dismiss"))
        {
            return Problem.Of(request, StatusCodes.Status422UnprocessableEntity, "reminder-action", AdministrationMessages.MailAction);
        }

        return await outbox.DecideAsync(id, action == "resend", AccessMiddleware.CallerOf(request).Id, "", cancel) is { } decided
            ? Json.Answer(MailResponse.Of(decided))
            : Problem.Of(request, StatusCodes.Status409Conflict, "nothing-to-decide", AdministrationMessages.NothingToDecide);
    }
}

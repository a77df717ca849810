using System.Globalization;
using Microsoft.AspNetCore.Http;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Publishing.Completeness.Reminders;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Pages.Administration;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Triggers.Requests;

namespace SmartToyonaka.Triggers.Responses;

/// <summary>Reads and shows the parts of the administrator's pages.</summary>
public sealed class AdminParts(
    PeriodAdministration periods, CredentialOrders credentials, Outbox outbox, PoisonQueue poison, DueFigures dueFigures,
    DropReceipts drops, TimeProvider clock)
{
    private const int MonthsShown = 36, DropsShown = 50;

    /// <summary>A part as it is now.</summary>
    /// <param name="request">Its query says which year of completeness is asked for.</param>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="part">The part, as its address names it.</param>
    /// <param name="said">What became of the last act; null when there was none.</param>
    /// <param name="token">A credential that was just issued; null when none was.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task<Markup> ShowAsync(HttpRequest request, PageViewer viewer, string part, string? said, string? token,
        CancellationToken cancel)
    {
        switch (part.ToLowerInvariant())
        {
            case "completeness":
                return await CompletenessAsync(request, viewer, cancel);
            case "drops":
                var newest = await drops.NewestAsync(null, DropReceipts.MaxCount, cancel);
                return DropsPage.Of(viewer, await drops.WaitingAsync(newest, cancel), [.. newest.Take(DropsShown)]);
            case "months":
                var (months, changes) = await periods.ListAsync(MonthsShown, cancel);
                return AdminPage.Months(viewer, months, changes, said);
            case "credentials":
                return AdminPage.Credentials(viewer, [.. (await credentials.ListAsync(cancel)).Select(c =>
                    new CredentialLine(c.Id, c.Role.Text(), c.Department + c.Folder, c.ExpiresAt, credentials.IsValid(c)))],
                    DropUploads.Folders, said, token);
            case "mails":
                return AdminPage.Mails(viewer, [.. (await outbox.ListOpenAsync(cancel))
                    .Where(m => m.State is MailState.Unknown or MailState.Failed)], said);
            default:
                var (unlucky, failed) = await poison.CountAsync(cancel);
                return AdminPage.Poison(viewer, unlucky + failed, await poison.ListAsync(cancel), said);
        }
    }

    // Another year than one that can be meant is this one: the links lead to no other.
    private async Task<Markup> CompletenessAsync(HttpRequest request, PageViewer viewer, CancellationToken cancel)
    {
        var present = FiscalMonth.Of(JapanTime.Date(clock.GetUtcNow())).FiscalYear;
        var year = int.TryParse(request.Query["fiscalYear"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            && asked >= CollectedMonths.First.FiscalYear.Value && asked <= present.Value + 1 ? new FiscalYear(asked) : present;
        var sent = outbox.ListAsync(year.First, cancel);
        var owed = await dueFigures.OfYearAsync(year, _ => true, cancel);
        var reminders = (await sent).Where(m => m.State == MailState.Sent && !m.Key.IsSummary && m.Key.Month.FiscalYear == year)
            .GroupBy(m => m.Key.Department, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        return CompletenessPage.Of(viewer, year, owed, reminders, request.Query["show"] == "all");
    }
}

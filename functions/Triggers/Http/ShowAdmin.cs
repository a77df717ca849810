using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Operations.Maintenance;
using SmartToyonaka.Publishing.Pages.Administration;
using SmartToyonaka.Publishing.Reporting.Overviews;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Shows an administrator what needs a hand.</summary>
public sealed class ShowAdmin(PageSession session, HealthReader health, OpenItems openItems, TimeProvider clock)
{
    [Function(nameof(ShowAdmin))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = AdminPages.Route)] HttpRequest request, CancellationToken cancel)
    {
        var (caller, viewer, refusal) = await AdminPages.EnterAsync(request, session, cancel);
        if (caller is null)
        {
            return refusal!;
        }

        var year = FiscalMonth.Of(JapanTime.Date(clock.GetUtcNow())).FiscalYear;
        var open = openItems.OfYearAsync(year, caller.MayRead, caller.ReadsAll, cancel);
        var now = await health.ReadAsync(cancel);
        var items = await open;
        return Html.Answer(request, AdminPage.Overview(viewer, new(now.ToReview, now.Poison, now.UnknownMails, now.FailedMails,
            items.Departments.Sum(d => d.Missing), items.Drops?.Count ?? 0)), english: viewer.English);
    }
}

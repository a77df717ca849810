using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Publishing.Pages.Administration;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Pages.Reports;
using SmartToyonaka.Publishing.Reporting.Annual.Editing;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>The texts of a year's report, written by an administrator: drafts, a preview, and what takes effect.</summary>
public sealed class ManageReportTexts(PageSession session, ReportTextEditor editor, ReportTextWorkspace workspace, ReportPage reports)
{
    private const string Route = AdminPages.Route + "/report", Insert = "insert:";

    /// <summary>The form; <c>show=report</c> the whole report with the texts that are kept.</summary>
    [Function("ShowReportTexts")]
    public async Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, CancellationToken cancel)
    {
        var (caller, viewer, refusal) = await AdminPages.EnterAsync(request, session, cancel);
        if (caller is null)
        {
            return refusal!;
        }

        var year = await YearAsync(request, cancel);
        var state = await editor.OpenAsync(year, await workspace.FirstAsync(cancel), cancel);
        if (request.Query["show"] != "report")
        {
            return await PageAsync(request, viewer, year, state, state.Fields, null, cancel);
        }

        var page = reports.Write(await workspace.ReportAsync(year, state.Fields, cancel));
        return Html.AnswerWith(request, Encoding.UTF8.GetString(page), ReportPage.PolicyOf(page));
    }

    /// <summary>An act, and the form as it is then.</summary>
    [Function("PostReportTexts")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, CancellationToken cancel)
    {
        var (caller, viewer, refusal) = await AdminPages.EnterAsync(request, session, cancel);
        if (caller is null)
        {
            return refusal!;
        }

        var year = await YearAsync(request, cancel);
        var first = await workspace.FirstAsync(cancel);
        var form = await Html.ReadFormAsync(request, cancel);
        var state = await editor.OpenAsync(year, first, cancel);
        var isWhole = form is not null && state.Form.All.All(f => form.ContainsKey(f.Name));
        if (!isWhole)
        {
            return await PageAsync(request, viewer, year, state, state.Fields,
                new(StatusCodes.Status422UnprocessableEntity, ReportEditMessages.FormIncomplete), cancel);
        }

        var fields = state.Form.All.ToDictionary(f => f.Name, f => form![f.Name].ReplaceLineEndings("\n"), StringComparer.Ordinal);
        var (action, reason) = (form!.GetValueOrDefault("action", ""), form!.GetValueOrDefault("reason", ""));

        // A form goes on naming the state that it was opened with, until something is done with it.
        var opened = state with { Token = form!.GetValueOrDefault("token", "") };
        if (action.StartsWith(Insert, StringComparison.Ordinal))
        {
            var placed = WithPlace(state.Form, fields, action[Insert.Length..], form!);
            return await PageAsync(request, viewer, year, opened, placed, null, cancel, reason);
        }

        var order = new Order(year, state, fields, caller.Id, reason, form!.GetValueOrDefault("seen", ""));
        var outcome = action switch
        {
            // Who has not seen what is kept now does not write over it.
            "draft" or "discard" or "effect" when opened.Token != state.Token => Overtaken,
            "draft" => await DraftAsync(order, cancel),
            "discard" => await DiscardAsync(order, cancel),
            "effect" => await EffectAsync(order, cancel),
            "preview" => new(StatusCodes.Status200OK, null, IsPreview: true),
            _ => new Outcome(StatusCodes.Status422UnprocessableEntity, AdministrationMessages.NothingDone),
        };
        if (!outcome.IsDone)
        {
            return await PageAsync(request, viewer, year, opened, fields, outcome, cancel, reason);
        }

        state = await editor.OpenAsync(year, first, cancel);
        return await PageAsync(request, viewer, year, state, state.Fields, outcome, cancel);
    }

    private async Task<Outcome> DraftAsync(Order o, CancellationToken cancel) =>
        !TextCheck.IsKeepable(o.Fields) ? new(StatusCodes.Status422UnprocessableEntity, ReportEditMessages.NotKept)
        : await editor.SaveAsync(o.Year, o.Opened, o.Fields, o.By, PeriodOrder.Reason(o.Reason) ?? "", cancel)
            ? new(StatusCodes.Status200OK, ReportEditMessages.Kept, IsDone: true) : Overtaken;

    private async Task<Outcome> DiscardAsync(Order o, CancellationToken cancel) =>
        PeriodOrder.Reason(o.Reason) is not { } why ? NoReason
        : await editor.DiscardAsync(o.Year, o.Opened, o.By, why, cancel)
            ? new(StatusCodes.Status200OK, ReportEditMessages.Discarded, IsDone: true) : Overtaken;

    private async Task<Outcome> EffectAsync(Order o, CancellationToken cancel)
    {
        if ((await workspace.PreviewAsync(o.Year, o.Fields, cancel)).Errors.Count > 0)
        {
            return new(StatusCodes.Status422UnprocessableEntity, ReportEditMessages.NotInEffect);
        }

        if (o.Seen != Seen(o.Opened.Form, o.Fields))
        {
            return new(StatusCodes.Status422UnprocessableEntity, ReportEditMessages.LookFirst, IsPreview: true);
        }

        if (PeriodOrder.Reason(o.Reason) is not { } why)
        {
            return NoReason with { IsPreview = true };
        }

        return await editor.TakeEffectAsync(o.Year, o.Opened, o.Fields, o.By, why, cancel) switch
        {
            null => Overtaken,
            { Count: 0 } => new(StatusCodes.Status200OK, ReportEditMessages.InEffect, IsDone: true),
            var errors => new(StatusCodes.Status422UnprocessableEntity, ReportEditMessages.Refused(errors[0])),
        };
    }

    private async Task<IResult> PageAsync(HttpRequest request, PageViewer viewer, FiscalYear year, TextState state,
        IReadOnlyDictionary<string, string> fields, Outcome? outcome, CancellationToken cancel, string reason = "")
    {
        var preview = await workspace.PreviewAsync(year, fields, cancel);
        var view = new ReportTextsView(year, await workspace.YearsAsync(cancel), await workspace.IsClosedAsync(year, cancel), state, fields,
            preview, await editor.ActsAsync(year, cancel))
        {
            Seen = outcome?.IsPreview == true && preview.Errors.Count == 0 ? Seen(state.Form, fields) : null,
            Reason = outcome?.IsDone == true ? "" : reason,
        };

        // What is wrong with texts that were only looked at is the answer to looking at them.
        var status = outcome is null ? StatusCodes.Status200OK
            : outcome.IsPreview && preview.Errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : outcome.Status;
        return await Html.AnswerOrTableAsync(request, ReportTextsPage.Of(viewer, view, outcome?.Said is { } said ? viewer.Of(said) : null),
            cancel, viewer.English, status);
    }

    private async Task<FiscalYear> YearAsync(HttpRequest request, CancellationToken cancel) =>
        QueryParameters.FiscalYear(request) is { } asked && (await workspace.YearsAsync(cancel)).Contains(asked) ? asked
            : await workspace.NewestAsync(cancel);

    private static IReadOnlyDictionary<string, string> WithPlace(TextFields all, Dictionary<string, string> fields, string name,
        IReadOnlyDictionary<string, string> form)
    {
        var measure = all.All.FirstOrDefault(f => f.Name == name)?.Measure;
        return measure is null ? fields : new Dictionary<string, string>(fields, StringComparer.Ordinal)
        {
            [name] = fields[name].TrimEnd('\n') + form.GetValueOrDefault($"place.{measure}", ""),
        };
    }

    private static string Seen(TextFields form, IReadOnlyDictionary<string, string> fields)
    {
        var texts = string.Join('\0', form.All.Select(f => string.Join('\n', TextFields.Lines(fields, f.Name))));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(texts)).AsSpan(0, 16));
    }

    private static Outcome Overtaken => new(StatusCodes.Status409Conflict, ReportEditMessages.Overtaken);

    private static Outcome NoReason => new(StatusCodes.Status422UnprocessableEntity, ReportEditMessages.NoReason(PeriodOrder.MaxReason));

    private sealed record Order(FiscalYear Year, TextState Opened, IReadOnlyDictionary<string, string> Fields, string By, string Reason,
        string Seen);

    private sealed record Outcome(int Status, BilingualText? Said, bool IsDone = false, bool IsPreview = false);
}

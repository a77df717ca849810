using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>What the functions of the page have in common: who looks, and at which department's form.</summary>
internal static class SubmitPage
{
    /// <summary>The caller who may hand in something, with the fields that were sent, or the page that says why not.</summary>
    public static async Task<(Caller? Caller, IReadOnlyDictionary<string, string>? Fields, IResult? Refusal)> CallerAsync(
        HttpRequest request, PageSession session, CancellationToken cancel)
    {
        var (caller, fields, refusal) = await PageSignIn.EnterAsync(request, session, cancel);
        return caller is null ? (null, fields, refusal) : caller.MaySubmit ? (caller, fields, null)
            : (null, fields, Message(request, caller, SubmissionMessages.ReadersTitle, SubmissionMessages.ReadersOnPage,
                StatusCodes.Status403Forbidden));
    }

    /// <summary>The form that is asked for, or the page that says why there is none.</summary>
    public static async Task<(SubmitForm? Form, IResult? Refusal)> FormAsync(
        HttpRequest request, Caller caller, string department, string monthText, FigureStatus status, SubmitFormReader reader,
            ReferenceData reference, CancellationToken cancel)
    {
        var reading = MonthText.Parse(monthText);
        var month = monthText.Length == 0 || reading.Fault != MonthParseError.None ? reader.LastMonth : reading.Month;
        var asked = caller.IsAdministrator ? department : caller.Department;
        if (monthText.Length > 0 && reading.Fault != MonthParseError.None)
        {
            return (null, Elsewhere(SubmissionMessages.NotAMonth));
        }

        if (asked.Length is 0 or > 200)
        {
            return (null, Elsewhere(SubmissionMessages.ChooseDepartment));
        }

        var found = (await reference.GetAsync(cancel)).Register.Find(asked, month);
        if (found.Match == SectionMatch.Found)
        {
            return (await reader.ReadAsync(found.Section!, month, status, caller.IsAdministrator, cancel), null);
        }

        var instead = string.Join("、", found.Instead.Select(s => $"{s.Code} {s.Name}"));
        return (null, Elsewhere(found.Match == SectionMatch.NotInThatMonth
            ? SubmissionMessages.NotInThatMonth(found.Section!.Name, month, found.Successors.Count > 0, instead)
            : SubmissionMessages.UnknownDepartment));

        IResult Elsewhere(BilingualText text)
        {
            var viewer = PageViewers.Of(request, caller);
            return Html.Answer(request, SubmitFormPage.Elsewhere(viewer, text, month, asked, caller.IsAdministrator),
                english: viewer.English);
        }
    }

    /// <summary>A page that only says something.</summary>
    public static IResult Message(HttpRequest request, Caller? caller, BilingualText title, BilingualText text, int status)
    {
        var viewer = PageViewers.Of(request, caller);
        return Html.Answer(request, PageLayout.Message(viewer, title, text), status, viewer.English);
    }

    /// <summary>A key that no other form has.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}

using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Reporting;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>
/// Everything that a department ever said of a month, for the department itself, administrators and readers; readers see of groups of
/// people what is published.
/// </summary>
public sealed class GetHistory(History history, ReferenceData reference)
{
    [Function(nameof(GetHistory))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/history")] HttpRequest request, CancellationToken cancel)
    {
        var reading = MonthText.Parse(request.Query["month"].ToString());
        if (reading.Fault != MonthParseError.None)
        {
            return Problem.Of(request, StatusCodes.Status400BadRequest, "month", RequestMessages.NameTheMonth);
        }

        var caller = AccessMiddleware.CallerOf(request);
        var asked = request.Query["department"].ToString() is { Length: > 0 and <= 200 } text ? text : caller.Department;
        var register = (await reference.GetAsync(cancel)).Register;
        var found = register.Find(asked, reading.Month);

        // History stays visible when the current register says that the section did not exist then.
        if ((found.Match == SectionMatch.Found ? found.Section!.Code : register.Newest(asked)?.Code) is not { } department)
        {
            return Problem.Of(request, StatusCodes.Status400BadRequest, "department", IndicatorMessages.NameTheDepartment);
        }

        return caller.MayRead(department)
            ? Json.Answer(await history.OfAsync(department, reading.Month, caller.MaySpeakFor(department), cancel))
            : Problem.Of(request, StatusCodes.Status403Forbidden, "other-department", AccessMessages.HistoryOfAnotherDepartment);
    }
}

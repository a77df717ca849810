using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>
/// Answers addresses that no function has. On the Functions host a catch-all takes every request it can, also those of longer routes, so
/// these exclude the first segment of every other function's route and of the host's own addresses; a test compares them.
/// </summary>
public sealed class AnswerUnknownAddress
{
    private const string OutsideApi =
        @"{*path:regex(^(?!(api|admin|runtime|assets|confirm|entries|indicators|submit|tables|upload)\b).+)}";

    private const string InApi = @"api/{*path:regex(^(?!(closings|completeness|credentials|drops|entries|health|history|indicators|"
        + @"openapi|reminders|reports|reviews|submissions|tables)\b).+)}";

    [Function(nameof(AnswerUnknownAddress))]
    public IResult Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", Route = OutsideApi)] HttpRequest request) =>
        NotFound(request);

    [Function("AnswerUnknownApiAddress")]
    public IResult AnswerInApi(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", Route = InApi)] HttpRequest request) =>
        NotFound(request);

    private static IResult NotFound(HttpRequest request) => Problem.Of(
        request, StatusCodes.Status404NotFound, "no-such-address", RequestMessages.NoSuchAddress);
}

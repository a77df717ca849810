using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>
/// Answers what no other function does, since the Functions host's own answer is an empty 404: addresses that there are none of, and
/// methods that an address has none of. One function for each method, as each has addresses of its own.
/// </summary>
public sealed class AnswerUnknownAddress
{
    [Function(nameof(AnswerUnknownAddress))]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head",
        Route = KnownAddresses.Start + KnownAddresses.Get + "|" + KnownAddresses.Hosts + KnownAddresses.End)] HttpRequest request) =>
        Refuse(request);

    [Function("AnswerUnknownPost")]
    public IResult Post([HttpTrigger(AuthorizationLevel.Anonymous, "post",
        Route = KnownAddresses.Start + KnownAddresses.Post + "|" + KnownAddresses.Hosts + KnownAddresses.End)] HttpRequest request) =>
        Refuse(request);

    [Function("AnswerUnknownDelete")]
    public IResult Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete",
        Route = KnownAddresses.Start + KnownAddresses.Delete + "|" + KnownAddresses.Hosts + KnownAddresses.End)] HttpRequest request) =>
        Refuse(request);

    /// <summary>No function takes these methods.</summary>
    [Function("AnswerUnknownMethod")]
    public IResult Other([HttpTrigger(AuthorizationLevel.Anonymous, "put", "patch", "options",
        Route = KnownAddresses.Start + KnownAddresses.Hosts + KnownAddresses.End)] HttpRequest request) =>
        Refuse(request);

    /// <summary>The root is no catch-all's: its path is empty.</summary>
    [Function("AnswerUnknownMethodAtRoot")]
    public IResult Root([HttpTrigger(AuthorizationLevel.Anonymous, "post", "put", "patch", "delete", "options",
        Route = "{root:maxlength(0)?}")] HttpRequest request) => Refuse(request);

    private static IResult Refuse(HttpRequest request)
    {
        var methods = KnownAddresses.MethodsOf(request.Path.Value?.TrimStart('/') ?? "");
        if (methods.Count == 0)
        {
            return Problem.Of(request, StatusCodes.Status404NotFound, "no-such-address", RequestMessages.NoSuchAddress);
        }

        request.HttpContext.Response.Headers.Allow = string.Join(", ", methods);
        return Problem.Of(request, StatusCodes.Status405MethodNotAllowed, "method-not-allowed", RequestMessages.MethodNotAllowed);
    }
}

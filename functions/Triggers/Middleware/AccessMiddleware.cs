using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Middleware;

/// <summary>Lets a caller through to an HTTP function as <see cref="AccessRules"/> says.</summary>
public sealed partial class AccessMiddleware(SignIn signIn, ILogger<AccessMiddleware> log) : IFunctionsWorkerMiddleware
{
    private const string Item = "SmartToyonaka.Caller";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        // The declared content type is binding: no browser may detect HTML in a CSV file or in JSON.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var need = AccessRules.ByFunction.GetValueOrDefault(context.FunctionDefinition.Name, AccessRequirement.Refused);
        if (need != AccessRequirement.Nothing)
        {
            var (caller, refusal) = await signIn.IdentifyAsync(http.Request, http.RequestAborted);
            refusal ??= Refusal(need, caller!, http.Request);
            if (refusal is not null)
            {
                Log.Refused(log, context.FunctionDefinition.Name, (refusal as IStatusCodeHttpResult)?.StatusCode ?? 0);
                context.GetInvocationResult().Value = refusal;
                return;
            }

            http.Items[Item] = caller;
        }

        await next(context);
    }

    /// <summary>Who calls a function that needs a credential.</summary>
    public static Caller CallerOf(HttpRequest request) =>
        request.HttpContext.Items[Item] as Caller
            ?? throw new InvalidOperationException("This function let its caller in without a credential.");

    private static IResult? Refusal(AccessRequirement need, Caller caller, HttpRequest request) => need switch
    {
        AccessRequirement.Refused => Problem.Of(
            request, StatusCodes.Status403Forbidden, "no-access-rule", AccessMessages.NoAccessRule),
        AccessRequirement.Administrator when !caller.IsAdministrator => Problem.Of(
            request, StatusCodes.Status403Forbidden, "administrators-only", AccessMessages.AdministratorsOnly),
        AccessRequirement.ReadingAll when !caller.ReadsAll => Problem.Of(
            request, StatusCodes.Status403Forbidden, "readers-only", AccessMessages.ReadersOnly),
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(9101, LogLevel.Warning, "{Function}: caller refused with {Status}")]
        public static partial void Refused(ILogger logger, string function, int status);
    }
}

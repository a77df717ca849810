using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Access;
using SmartToyonaka.Triggers.Answers;

namespace SmartToyonaka.Triggers.Middleware;

/// <summary>Lets a caller through to an HTTP function as <see cref="AccessRules"/> says.</summary>
public sealed partial class AccessMiddleware(Authenticator authenticator, ILogger<AccessMiddleware> log) : IFunctionsWorkerMiddleware
{
    private const string Item = "SmartToyonaka.Caller";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var need = AccessRules.ByFunction.GetValueOrDefault(context.FunctionDefinition.Name, Need.Refused);
        if (need != Need.Nothing)
        {
            var caller = await authenticator.IdentifyAsync(http.Request.Headers.Authorization, http.RequestAborted);
            if (caller is null)
            {
                Log.Refused(log, context.FunctionDefinition.Name, 401);
                context.GetInvocationResult().Value = Problem.Of(
                    http.Request, StatusCodes.Status401Unauthorized, "unauthenticated",
                    "有効な認証情報がありません。Authorization: Bearer に発行された認証情報を付けてください。期限切れのときは管理者に再発行を依頼してください。",
                    "There is no valid credential. Send the one you were issued as 'Authorization: Bearer'; if it has expired, ask the administrator for another.");
                return;
            }

            if (need == Need.Refused)
            {
                Log.Refused(log, context.FunctionDefinition.Name, 403);
                context.GetInvocationResult().Value = Problem.Of(
                    http.Request, StatusCodes.Status403Forbidden, "no-access-rule",
                    "この機能はだれにも許可されていません。管理者に伝えてください。", "Nobody is allowed to call this; tell the administrator.");
                return;
            }

            if (need == Need.Administrator && !caller.IsAdministrator)
            {
                Log.Refused(log, context.FunctionDefinition.Name, 403);
                context.GetInvocationResult().Value = Problem.Of(
                    http.Request, StatusCodes.Status403Forbidden, "administrators-only",
                    "管理者の認証情報が必要です。", "This needs an administrator's credential.");
                return;
            }

            http.Items[Item] = caller;
        }

        await next(context);
    }

    /// <summary>Who calls a function that needs a credential.</summary>
    public static Caller CallerOf(HttpRequest request) =>
        request.HttpContext.Items[Item] as Caller ?? throw new InvalidOperationException("This function let its caller in without a credential.");

    private static partial class Log
    {
        [LoggerMessage(9101, LogLevel.Warning, "{Function}: caller refused with {Status}")]
        public static partial void Refused(ILogger logger, string function, int status);
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Middleware;

/// <summary>Answers to GET say their version and are compressed: <see cref="ConditionalAnswer"/>.</summary>
public sealed class ConditionalMiddleware : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        await next(context);
        if (context.GetHttpContext() is { } http && ConditionalAnswer.Answers(http.Request)
            && context.GetInvocationResult() is { Value: IResult answer } result)
        {
            result.Value = new ConditionalAnswer(answer);
        }
    }
}

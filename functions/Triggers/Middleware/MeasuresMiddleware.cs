using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Triggers.Http;

namespace SmartToyonaka.Triggers.Middleware;

/// <summary>Lets every function run with the measures of the catalogue in effect, at most as old as the other reference data.</summary>
public sealed class MeasuresMiddleware(ReferenceData reference) : IFunctionsWorkerMiddleware
{
    // These answer without the storage, also while it is away.
    private static readonly HashSet<string> WithoutMeasures = [nameof(GetHealth), nameof(GetAsset), nameof(AnswerUnknownAddress),
        "AnswerUnknownPost", "AnswerUnknownDelete", "AnswerUnknownMethod", "AnswerUnknownMethodAtRoot"];

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        reference.Measures.Enter();
        if (!WithoutMeasures.Contains(context.FunctionDefinition.Name))
        {
            try
            {
                await reference.GetAsync(context.CancellationToken);
            }
            catch (Exception e) when (StorageFault.IsOutage(e, context.CancellationToken))
            {
                // The function itself finds the storage away, and says so as it always does.
            }
        }

        await next(context);
    }
}

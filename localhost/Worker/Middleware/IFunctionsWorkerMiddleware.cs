namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>The rest of the pipeline.</summary>
public delegate Task FunctionExecutionDelegate(FunctionContext context);

/// <summary>Sees every call of every function, around it.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Handles a call; calls <paramref name="next"/> or answers in its stead.</summary>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}

using Localhost.Functions;
using Localhost.Rpc;

namespace Localhost.Workers;

/// <summary>The handshake of host and worker before the first call.</summary>
internal static class WorkerHandshake
{
    private const string HttpUri = "HttpUri";

    /// <summary>The version that this host gives itself: the one whose behaviour it follows.</summary>
    private const string HostVersion = "4.1037.0";

    /// <summary>Greets the worker; gives the address of its HTTP endpoint.</summary>
    /// <exception cref="WorkerHostException">The worker refuses or answers something else.</exception>
    public static async Task<Uri?> InitialiseAsync(WorkerChannel channel, string folder)
    {
        var request = new WorkerInitRequest { HostVersion = HostVersion, WorkerDirectory = folder, FunctionAppDirectory = folder };
        var answer = (await channel.AskAsync(new StreamingMessage { WorkerInitRequest = request })).WorkerInitResponse
            ?? throw Unexpected("to its initialisation");
        Check(answer.Result, "The worker could not be initialised");
        return answer.Capabilities.TryGetValue(HttpUri, out var uri) ? new Uri(uri) : null;
    }

    /// <summary>Asks which functions there are.</summary>
    /// <exception cref="WorkerHostException">The worker cannot say.</exception>
    public static async Task<IReadOnlyList<RpcFunctionMetadata>> ReadFunctionsAsync(WorkerChannel channel, string folder)
    {
        var request = new FunctionsMetadataRequest { FunctionAppDirectory = folder };
        var answer = (await channel.AskAsync(new StreamingMessage { FunctionsMetadataRequest = request })).FunctionMetadataResponse
            ?? throw Unexpected("to the request for its functions");
        Check(answer.Result, "The worker could not say which functions there are");
        return answer.FunctionMetadataResults;
    }

    /// <summary>Has the worker load functions, all at once; gives those that it could not load, with the cause.</summary>
    public static async Task<IReadOnlyList<(HostedFunction Function, string Cause)>> LoadAsync(
        WorkerChannel channel, IReadOnlyCollection<HostedFunction> functions)
    {
        var loading = functions.Select(async function =>
        {
            var request = new FunctionLoadRequest { FunctionId = function.Id, Metadata = function.Metadata };
            var answer = (await channel.AskAsync(new StreamingMessage { FunctionLoadRequest = request })).FunctionLoadResponse
                ?? throw Unexpected($"to loading {function.Name}");
            return (function, Cause: answer.Result?.Status == StatusResult.Types.Status.Success ? null : Reason(answer.Result));
        });
        return [.. (await Task.WhenAll(loading)).Where(loaded => loaded.Cause is not null)
            .Select(loaded => (loaded.function, loaded.Cause!))];
    }

    private static void Check(StatusResult? result, string what)
    {
        if (result?.Status != StatusResult.Types.Status.Success)
        {
            throw new WorkerHostException($"{what}: {Reason(result)}");
        }
    }

    private static string Reason(StatusResult? result) =>
        (result?.Exception?.Message is { Length: > 0 } message ? message : result?.Result is { Length: > 0 } text ? text
            : "it gave no reason")
        .ReplaceLineEndings("\n").Split("\n")[0];

    private static WorkerHostException Unexpected(string to) =>
        new($"The worker answered something else {to}: it speaks another protocol.");
}

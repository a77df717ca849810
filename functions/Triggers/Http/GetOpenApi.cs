using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace SmartToyonaka.Triggers.Http;

/// <summary>
/// The description of everything that answers HTTP, for programs: OpenAPI 3.1, written by hand and held to the program by tests.
/// </summary>
public sealed class GetOpenApi
{
    private static readonly byte[] Document = Load();

    [Function(nameof(GetOpenApi))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/openapi.json")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(Document, "application/json; charset=utf-8");
    }

    private static byte[] Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("SmartToyonaka.openapi.json")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Gives the style and the script of the pages: the Functions host serves no files of itself.</summary>
public sealed class GetAsset
{
    [Function(nameof(GetAsset))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head",
        Route = "assets/{*path}")] HttpRequest request, string? path)
    {
        if (StaticAsset.Find(path ?? "") is not { } asset)
        {
            return Problem.Of(request, StatusCodes.Status404NotFound, "no-such-address", RequestMessages.NoSuchAddress);
        }

        // An address with the content's hash never gets another content; without it the browser asks each time.
        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = request.Query["v"] == asset.Hash ? "public, max-age=31536000, immutable" : "no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers.Vary = "Accept-Encoding";
        if (asset.Compressed is not { } compressed || !request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
        {
            return Results.Bytes(asset.Content, asset.ContentType, entityTag: new EntityTagHeaderValue($"\"{asset.Hash}\""));
        }

        headers.ContentEncoding = "gzip";
        return Results.Bytes(compressed, asset.ContentType, entityTag: new EntityTagHeaderValue($"\"{asset.Hash}-gzip\""));
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>What became of the files that were dropped, newest first.</summary>
public sealed class GetDrops(DropReceipts receipts)
{
    [Function(nameof(GetDrops))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/drops")] HttpRequest request, CancellationToken cancel)
    {
        string? folder = request.Query["folder"];
        if (!string.IsNullOrEmpty(folder) && MeasureRegistry.Current.All.All(m => m.DropFolder != folder))
        {
            return Problem.Of(request, StatusCodes.Status400BadRequest, "folder", UploadMessages.Folder);
        }

        var count = DropReceipts.MaxCount;
        if (request.Query["count"].ToString() is { Length: > 0 } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > DropReceipts.MaxCount))
        {
            return Problem.Of(request, StatusCodes.Status400BadRequest, "count", UploadMessages.Count(DropReceipts.MaxCount));
        }

        return Json.Answer(await receipts.NewestAsync(string.IsNullOrEmpty(folder) ? null : folder, count, cancel));
    }
}

using Azure;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Tests.Infrastructure.Storage;

/// <summary>What a policy of immutability refuses. The emulator has none, so a server answers as Azure does.</summary>
public sealed class ImmutableBlobTests
{
    [Theory]
    [InlineData(409, "BlobImmutableDueToPolicy", true)]
    [InlineData(409, "ContainerBeingDeleted", false)]
    [InlineData(403, "AuthorizationPermissionMismatch", false)]
    public async Task A_restoration_that_is_repeated_leaves_a_report_that_cannot_be_changed(int status, string code, bool goesOn)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var azure = builder.Build();
        azure.MapPut("/{**path}", (HttpResponse answer) =>
        {
            answer.Headers["x-ms-error-code"] = code;
            answer.StatusCode = status;
        });
        await azure.StartAsync();
        var store = new BlobStore(new BlobContainerClient(new Uri($"{azure.Urls.Single()}/account/reports")));
        Task RestoreAsync() => store.RestoreAsync(new BlobVersion("2021/a.json", "0x1", DateTimeOffset.UnixEpoch, 0),
            new MemoryStream([1, 2, 3]), "application/json", CancellationToken.None);
        Task<bool> CreateAsync() => store.TryCreateAsync("2021/a.json", [1, 2, 3], "application/json", CancellationToken.None);

        if (goesOn)
        {
            await RestoreAsync();
            Assert.False(await CreateAsync());
        }
        else
        {
            Assert.Equal(code, (await Assert.ThrowsAsync<RequestFailedException>(RestoreAsync)).ErrorCode);
        }
    }
}

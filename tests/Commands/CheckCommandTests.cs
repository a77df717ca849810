using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Commands;

/// <summary>A file is checked before it is uploaded: the receipt is the one that it will get, and nothing is stored.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private const string Good = "2021-04,0101,経営計画課,一般,通常,通常,1:30", Bad = "2021-04,0211,財政課,一般,通常,通常,12:60";

    private readonly string folder = Directory.CreateTempSubdirectory("check-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(0, "taken", Good)]
    [InlineData(1, "taken-in-part", Good, Bad)]
    [InlineData(1, "refused", Bad)]
    public async Task It_prints_the_receipt_that_the_file_will_get_and_stores_nothing(int status, string state, params string[] rows)
    {
        var (content, storage) = (TestDrop.Cp932.GetBytes(TestDrop.Text([TestDrop.OvertimeHeader, .. rows])),
            await TestStorage.NewEmptyAccountAsync());
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "overtime")).FullName, "四月.csv");
        await File.WriteAllBytesAsync(path, content);

        var (ended, told) = await CommandLine.RunAsync(storage, "check", path);

        Assert.True(status == ended, told);
        Assert.Equal(state, JsonNode.Parse(told)!["state"]!.GetValue<string>());
        Assert.Empty(await new TableServiceClient(storage).QueryAsync().ToListAsync());
        Assert.Empty(await new BlobServiceClient(storage).GetBlobContainersAsync().ToListAsync());
        Assert.Empty(await new QueueServiceClient(storage).GetQueuesAsync().ToListAsync());
        Assert.Equal([path], Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));

        await DropStorageFixture.Account(storage).CreateAllAsync(CancellationToken.None);
        await new BlobContainerClient(storage, ContainerNames.Drops).UploadBlobAsync("overtime/四月.csv", BinaryData.FromBytes(content));
        await DropStorageFixture.Puller(storage).PullAsync("overtime", CancellationToken.None);
        var receipt = (await new BlobContainerClient(storage, ContainerNames.Receipts).GetBlobClient("overtime/四月.csv.json")
            .DownloadContentAsync()).Value.Content.ToString();
        Assert.Equal(WithoutTime(receipt), WithoutTime(told));
    }

    [Fact]
    public async Task It_needs_no_storage_at_all_and_says_when_there_is_no_file()
    {
        var path = Path.Combine(folder, "any.csv");
        await File.WriteAllBytesAsync(path, TestDrop.Bytes(TestDrop.OvertimeHeader, Good));

        var (status, told) = await CommandLine.RunAsync("none", "check", path);
        Assert.True(status == 0, told);

        (status, told) = await CommandLine.RunAsync("none", "check", path + "x");
        Assert.Equal(1, status);
        Assert.Contains("There is no file", told, StringComparison.Ordinal);
    }

    private static string WithoutTime(string receipt)
    {
        var json = JsonNode.Parse(receipt)!.AsObject();
        Assert.True(json.Remove("uploadedAt"));
        return json.ToJsonString();
    }
}

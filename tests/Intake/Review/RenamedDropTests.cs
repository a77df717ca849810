using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>
/// A drop that waited or was refused for its name or its folder, and got another: the receipt of its new name says what came of it, and
/// that of the old one that nothing is to be done any more.
/// </summary>
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class RenamedDropTests(RenamedDropTests.Office office) : IClassFixture<RenamedDropTests.Office>
{
    // The name that waited, and why; the new one.
    [Theory]
    [InlineData("e-approval/固定資産税課.csv", "e-approval/市民税課.csv", SlipOffice.ApprovalHeader + "2021-05,0213,,200,100\n")]
    [InlineData("e-approval/2021-06.csv", "e-approval/2021-05.csv", SlipOffice.ApprovalHeader + "2021-05,0211,,200,100\n")]
    [InlineData("staff/電子決裁.csv", "e-approval/電子決裁.csv", SlipOffice.ApprovalHeader + "2021-05,0212,,200,100\n")]
    [InlineData("E-Approval/e.csv", "e-approval/e.csv", SlipOffice.ApprovalHeader + "2021-05,0214,,200,100\n")]
    [InlineData("root.csv", "e-approval/root.csv", SlipOffice.ApprovalHeader + "2021-05,0401,,200,100\n")]
    public async Task A_renamed_file_is_looked_at_afresh_and_the_old_receipt_settles(string old, string name, string csv)
    {
        var section = csv.Split(',')[^4];
        await office.PutAsync(old, csv);
        await office.PullAsync();
        var before = await office.ReceiptAsync(old);
        Assert.True(before.Waiting().Any() || before["state"]!.GetValue<string>() == "refused", before.ToJsonString());
        Assert.NotEmpty(before["advice"]!.AsArray());
        Assert.Empty(await office.App.FiguresAsync("e_approval_documents", section));

        await office.RenameAsync(old, name);
        await office.PullAsync();
        var after = await office.ReceiptAsync(name);
        Assert.Equal("taken", after["state"]!.GetValue<string>());
        Assert.Empty(after.Waiting());
        Assert.Equal(["202105 electronic 100", "202105 total 200"], await office.App.FiguresAsync("e_approval_documents", section));

        var settled = await office.ReceiptAsync(old);
        Assert.Empty(settled["advice"]!.AsArray());
        Assert.Contains("することはありません", settled["summary"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(await office.App.ReviewsAsync());

        // What settled once is not looked at again.
        await office.PullAsync();
        Assert.Equal(settled.ToJsonString(), (await office.ReceiptAsync(old)).ToJsonString());
    }

    [Fact]
    public async Task What_breaks_off_at_the_note_or_while_it_settles_is_finished_by_the_next_pull()
    {
        const string old = "e-approval/固定資産税課.csv", name = "e-approval/市民税課.csv";
        var storage = await TestStorage.NewEmptyAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, through: proxy);
        var pulled = Office.Of(app);
        await pulled.PutAsync(old, SlipOffice.ApprovalHeader + "2021-05,0213,,200,100\n");
        await BreakOffAsync();
        Assert.Empty(await NotesAsync());
        await pulled.PullAsync();
        Assert.Single(await NotesAsync());

        await pulled.RenameAsync(old, name);
        await BreakOffAsync();
        Assert.NotEmpty((await pulled.ReceiptAsync(old))["advice"]!.AsArray());
        Assert.Single(await NotesAsync());
        await pulled.PullAsync();
        await pulled.PullAsync();
        Assert.Empty((await pulled.ReceiptAsync(old))["advice"]!.AsArray());
        Assert.Empty(await NotesAsync());
        Assert.Equal("taken", (await pulled.ReceiptAsync(name))["state"]!.GetValue<string>());

        async Task BreakOffAsync()
        {
            var writes = 0;
            proxy.Meet = call => call.Step.StartsWith("OpenReceipts", StringComparison.Ordinal) && Interlocked.Increment(ref writes) > 0
                ? CallFault.Lost : CallFault.None;
            await Record.ExceptionAsync(pulled.PullAsync);
            Assert.True(writes > 0);
            proxy.Meet = _ => CallFault.None;
        }

        async Task<IReadOnlyList<string>> NotesAsync() =>
            [.. (await app.RowsAsync(TableNames.Drops)).Select(r => r.RowKey).Where(k => k.StartsWith("open-", StringComparison.Ordinal))];
    }

    /// <summary>An app of which a test pulls the folders.</summary>
    public sealed class Office : IAsyncLifetime
    {
        internal static Office Of(RunningApp app) => new() { App = app };

        internal RunningApp App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());

        public async Task DisposeAsync() => await App.DisposeAsync();

        internal async Task PutAsync(string name, string csv) =>
            await App.Container(ContainerNames.Drops).UploadBlobAsync(name, BinaryData.FromString(csv));

        internal async Task RenameAsync(string old, string name)
        {
            var from = App.Container(ContainerNames.Drops).GetBlobClient(old);
            await App.Container(ContainerNames.Drops).UploadBlobAsync(name, (await from.DownloadContentAsync()).Value.Content);
            await from.DeleteAsync();
        }

        internal async Task PullAsync()
        {
            foreach (var folder in (string[])["staff", "e-approval"])
            {
                await App.Services.GetRequiredService<DropPuller>().PullAsync(folder, default);
            }

            await App.WaitUntilComputedAsync();
        }

        internal async Task<JsonNode> ReceiptAsync(string name) =>
            JsonNode.Parse((await App.Container(ContainerNames.Receipts).GetBlobClient(name + ".json").DownloadContentAsync()).Value.Content)!;
    }
}

using Azure.Data.Tables;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Operations.Maintenance;

/// <summary>Lost data come back by one command, row by row and column by column.</summary>
[Collection(MaintenanceFixture.Collection)]
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class RestoreDrillTests(MaintenanceFixture sample)
{
    [Fact]
    public async Task Lost_published_tables_are_computed_again_as_they_were()
    {
        var storage = sample.Storage;
        var before = await MaintenanceFixture.ComputedAsync(storage);
        await MaintenanceFixture.RunAsync(storage, "verify");
        foreach (var table in TableNames.Published)
        {
            await MaintenanceFixture.LoseAsync(storage, table);
        }

        var (status, told) = await CommandLine.RunAsync(storage, "verify");
        Assert.Equal(1, status);
        Assert.Contains($"missing      {TableNames.FactIndicator}", told, StringComparison.Ordinal);

        await MaintenanceFixture.RunAsync(storage, "rebuild");
        Assert.Equal(before, await MaintenanceFixture.ComputedAsync(storage));
        await MaintenanceFixture.RunAsync(storage, "verify");

        // Again: nothing is written, not even the same.
        var etags = await StorageSnapshot.WithETagsAsync(storage, [.. TableNames.Published]);
        await MaintenanceFixture.RunAsync(storage, "rebuild");
        Assert.Equal(etags, await StorageSnapshot.WithETagsAsync(storage, [.. TableNames.Published]));
    }

    [Fact]
    public async Task A_published_row_that_nothing_accounts_for_and_one_that_was_changed_are_found_and_put_right()
    {
        var storage = sample.Storage;
        var before = await MaintenanceFixture.ComputedAsync(storage);
        var table = new TableClient(storage, TableNames.FactIndicator);
        var row = (await table.QueryAsync<TableEntity>().ToListAsync()).First(r => r.GetBoolean("hasvalue") == true);
        await table.AddEntityAsync(new TableEntity(row) { PartitionKey = "nothing|2021" });
        row["value"] = row.GetDouble("value") + 1;
        await table.UpdateEntityAsync(row, Azure.ETag.All, TableUpdateMode.Replace);

        var (status, told) = await CommandLine.RunAsync(storage, "verify");

        Assert.Equal(1, status);
        Assert.Contains($"different    factindicator {row.PartitionKey} {row.RowKey}: value", told, StringComparison.Ordinal);
        Assert.Contains("unaccounted  factindicator nothing|2021", told, StringComparison.Ordinal);
        await MaintenanceFixture.RunAsync(storage, "rebuild");
        Assert.Equal(before, await MaintenanceFixture.ComputedAsync(storage));
    }

    [Fact]
    public async Task Lost_partitions_of_the_ledger_come_back_from_submissions_and_uploads_as_they_were()
    {
        var storage = sample.Storage;
        var ledger = await StorageSnapshot.OfAsync(storage, TableNames.Ledger);
        var published = await MaintenanceFixture.ComputedAsync(storage);
        var kept = await StorageSnapshot.WithETagsAsync(storage, TableNames.Submissions, TableNames.Drops);
        foreach (var partition in new[] { "overtime|2021", "staff|2021", "e_approval_documents|2021", "online_procedures|2021",
            "initiatives.rpa_ai_ocr|2021" })
        {
            await MaintenanceFixture.LoseAsync(storage, TableNames.Ledger, partition);
        }

        var (status, told) = await CommandLine.RunAsync(storage, "verify");
        Assert.Equal(1, status);
        Assert.Contains("missing      ledger overtime|2021", told, StringComparison.Ordinal);

        var lost = ledger.Count - (await StorageSnapshot.OfAsync(storage, TableNames.Ledger)).Count;
        Assert.Contains($"ledger: {lost} entries put back, 0 put right, {ledger.Count - lost} were right, 0 that no source has",
            await MaintenanceFixture.RunAsync(storage, "restore", "--ledger"), StringComparison.Ordinal);

        // Every column: who, when it was accepted, from which lines.
        Assert.Equal(ledger, await StorageSnapshot.OfAsync(storage, TableNames.Ledger));
        Assert.Equal(published, await MaintenanceFixture.ComputedAsync(storage));
        Assert.Equal(kept, await StorageSnapshot.WithETagsAsync(storage, TableNames.Submissions, TableNames.Drops));
        await MaintenanceFixture.RunAsync(storage, "verify");

        // Again: nothing is written.
        var etags = await StorageSnapshot.WithETagsAsync(storage, [TableNames.Ledger, .. TableNames.Published]);
        Assert.Contains($"ledger: 0 entries put back, 0 put right, {ledger.Count} were right",
            await MaintenanceFixture.RunAsync(storage, "restore", "--ledger"), StringComparison.Ordinal);
        Assert.Equal(etags, await StorageSnapshot.WithETagsAsync(storage, [TableNames.Ledger, .. TableNames.Published]));
    }

    [Fact]
    public async Task A_changed_entry_of_the_ledger_and_an_invented_one_are_found()
    {
        var storage = sample.Storage;
        var before = await StorageSnapshot.OfAsync(storage, TableNames.Ledger);
        var table = new TableClient(storage, TableNames.Ledger);
        var row = (await table.QueryAsync<TableEntity>(r => r.PartitionKey == "online_procedures|2021").ToListAsync())[0];
        var invented = new TableEntity(row) { RowKey = row.RowKey + "0" };
        await table.AddEntityAsync(invented);
        row["content"] = System.Text.RegularExpressions.Regex.Replace(row.GetString("content"), @",(\d+),", ",1$1,");
        await table.UpdateEntityAsync(row, Azure.ETag.All, TableUpdateMode.Replace);

        var (status, told) = await CommandLine.RunAsync(storage, "verify");

        Assert.Equal(1, status);
        Assert.Contains($"different    ledger {row.PartitionKey} {row.RowKey}: what its source says", told, StringComparison.Ordinal);
        Assert.Contains($"unaccounted  ledger {invented.PartitionKey} {invented.RowKey}", told, StringComparison.Ordinal);
        Assert.Contains("different    factfigure online_procedures|2021", told, StringComparison.Ordinal);

        // The changed entry is corrected; one without a source is only reported, since nothing is deleted from the ledger.
        await MaintenanceFixture.RunAsync(storage, "restore", "--ledger");
        var after = await StorageSnapshot.OfAsync(storage, TableNames.Ledger);
        Assert.Equal(before, after.Where(r => !r.Contains(invented.RowKey, StringComparison.Ordinal)));
        Assert.Equal(before.Count + 1, after.Count);
        await table.DeleteEntityAsync(invented.PartitionKey, invented.RowKey);
        await MaintenanceFixture.RunAsync(storage, "rebuild");
        await MaintenanceFixture.RunAsync(storage, "verify");
    }
}

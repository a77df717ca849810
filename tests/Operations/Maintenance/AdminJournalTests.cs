using System.Globalization;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Operations.Maintenance;

/// <summary>What administrators do is recorded before it is done, and told whether it was.</summary>
public sealed class AdminJournalTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.Parse("2021-07-01T01:00:00Z", CultureInfo.InvariantCulture));

    private FaultyStorage storage = null!;
    private AdminJournal journal = null!;

    public async Task InitializeAsync()
    {
        storage = await FaultyStorage.StartAsync(await TestStorage.NewEmptyAccountAsync());
        await new BlobContainerClient(storage.ConnectionString, ContainerNames.State).CreateIfNotExistsAsync();
        journal = new(new StorageAccount(new ConfigurationBuilder().AddInMemoryCollection(
            [new("AzureWebJobsStorage", storage.ConnectionString)]).Build()), clock, NullLogger<AdminJournal>.Instance);
    }

    public async Task DisposeAsync() => await storage.DisposeAsync();

    [Theory]
    [InlineData("months", "close", "2021-06")]
    [InlineData("reference", "effect", "catalogue.json")]
    public async Task What_cannot_be_recorded_is_not_done(string kind, string action, string target)
    {
        Fail(".json");
        var isDone = false;
        await Assert.ThrowsAnyAsync<Exception>(() => journal.RecordAsync(new(kind, action, target, "0123", "x"), () =>
        {
            isDone = true;
            return Task.FromResult(1);
        }, _ => "", default));
        Assert.False(isDone);
        storage.Decide = (_, _, _) => CallFault.None;
        Assert.Empty(await journal.ListAsync(null, 10, default));
    }

    [Theory]
    [InlineData("", ".done")]
    [InlineData("0123456789abcdef", ".done")]
    [InlineData(null, ".none")]
    public async Task What_is_done_does_not_fail_because_the_journal_cannot_say_so(string? result, string end)
    {
        Fail(end);
        Assert.Equal(7, await journal.RecordAsync(new("credentials", "issue", "reader", "0123", "x"), () => Task.FromResult(7), _ => result,
            default));
        storage.Decide = (_, _, _) => CallFault.None;
        var entry = Assert.Single(await journal.ListAsync(null, 10, default));
        Assert.Equal((false, "", "reader"), (entry.IsDone, entry.Result, entry.Act.Target));
    }

    [Fact]
    public async Task What_ends_with_an_exception_stays_open()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => journal.RecordAsync<int>(new("mails", "resend", "202103-10-0213-b3", "0123", ""),
            () => throw new TimeoutException(), _ => "", default));
        Assert.False(Assert.Single(await journal.ListAsync("mails", 10, default)).IsDone);
    }

    [Fact]
    public async Task The_newest_are_listed_first_by_kind_without_what_was_refused_and_without_names_of_people()
    {
        for (var i = 0; i < 30; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            var result = i % 3 == 2 ? null : i.ToString(CultureInfo.InvariantCulture);
            await journal.RecordAsync(new(i % 2 == 0 ? "months" : "reviews", "close", $"target-{i}", i < 15 ? "cli:hanako" : "0123", ""),
                () => Task.FromResult(i), _ => result, default);
        }

        var all = await journal.ListAsync(null, 200, default);
        Assert.Equal(Enumerable.Range(0, 30).Where(i => i % 3 != 2).Reverse().Select(i => $"target-{i}"), all.Select(e => e.Act.Target));
        Assert.Equal(all.Select(e => e.At).OrderDescending(), all.Select(e => e.At));
        Assert.All(all, e => Assert.Equal((true, "target-" + e.Result), (e.IsDone, e.Act.Target)));
        Assert.Equal(["0123", "command-line"], all.Select(e => e.Act.By).Distinct());
        Assert.Equal(all.Take(7), await journal.ListAsync(null, 7, default));
        Assert.Equal(all.Where(e => e.Act.Kind == "reviews").Take(3), await journal.ListAsync("reviews", 3, default));
    }

    private void Fail(string end) => storage.Decide = (_, method, path) => method == "PUT"
        && path.Split('?')[0].EndsWith(end, StringComparison.Ordinal) ? CallFault.Forbidden : CallFault.None;
}

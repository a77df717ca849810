using System.Globalization;
using System.Text;
using Azure;
using Microsoft.Extensions.Configuration;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Tests.Support.MemoryStorage;

/// <summary>The storage in memory answers as the emulator does: the same calls, made of a number, have the same outcome.</summary>
public sealed class MemoryStorageTests
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(60);
    private static readonly string[] Partitions = ["a", "b!2", "所属"], Keys = ["1", "1!x", "2'3", "ー", "z"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public Task Tables_are_read_and_written_as_in_the_emulator(int seed) => CompareAsync(async storage =>
    {
        var (random, table, log) = (new Random(seed), storage.Table(TableNames.Work), new List<string>());
        var known = new List<Row>();
        for (var n = 0; n < 120; n++)
        {
            var row = AnyRow(random, n);
            log.Add(random.Next(9) switch
            {
                0 => $"insert {await table.TryInsertAsync([row], default)}",
                1 => $"insert some {await table.TryInsertAsync(Some(random, row, n), default)}",
                2 => $"put {await DoneAsync(table.PutAsync(row, default))}",
                3 => $"replace {await table.TryReplaceAsync(Known(random, known, row), default)}",
                4 => $"delete {await DoneAsync(table.DeleteAsync(row.Partition, row.Key, default))}",
                5 => $"write {await DoneAsync(table.WriteAsync(Some(random, row, n), [row with { Key = "w" + n }], default))}",
                6 => $"try write {await table.TryWriteAsync([Known(random, known, row)], [], default)}",
                7 => $"while {await table.TryInsertWhileAsync([row], (row.Partition, OtherThan(row.Key, random)), default)}",
                _ => "read",
            });
            var found = await table.GetAsync(row.Partition, Keys[random.Next(Keys.Length)], default);
            known.AddRange(found is null ? [] : [found]);
            log.Add(Shown(found));
            var before = random.Next(2) == 0 ? null : "z";
            log.AddRange((await table.ListAsync(row.Partition, Keys[random.Next(Keys.Length)], before)).Select(Shown));
            log.AddRange((await table.ListPrefixAsync(row.Partition, "1", default)).Select(Shown));
            string[] texts = random.Next(3) == 0 ? [] : [TextOf(n), TextOf(random.Next(n + 1))];
            log.AddRange((await table.ReadPartitionsAsync("a", "b!2", "text", texts).ToListAsync()).Select(Shown));
        }

        log.AddRange((await table.ReadNumbersAsync("n", default)).Select(r => $"{r.Partition} {r.Number}"));
        log.AddRange((await table.ReadAllAsync().ToListAsync()).Select(Shown));
        return log;
    });

    [Fact]
    public Task Tables_give_their_rows_in_pages() => CompareAsync(async storage =>
    {
        var table = storage.Table(TableNames.Work);
        await table.WriteAsync(Enumerable.Range(0, 2_345).Select(n =>
            new Row("p", n.ToString("D5", CultureInfo.InvariantCulture), new Dictionary<string, object> { ["n"] = n })), [], default);
        return [.. (await table.ListAsync("p")).Select(Shown)];
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task Blobs_and_their_leases_are_as_in_the_emulator(int seed) => CompareAsync(async storage =>
    {
        var (random, container, log) = (new Random(seed), storage.Container(ContainerNames.State), new List<string>());
        string[] names = ["a.json", "f/b c.csv", "f/令和.csv", "f/g/d"];
        BlobLease? lease = null;
        for (var n = 0; n < 80; n++)
        {
            var name = names[random.Next(names.Length)];
            var at = DateTimeOffset.UnixEpoch.AddDays(random.Next(5));
            var content = new byte[random.Next(3) * random.Next(3_000)];
            random.NextBytes(content);
            log.Add($"{n} {name}");
            log.Add(await OutcomeAsync(async () => random.Next(9) switch
            {
                0 => $"write {await DoneAsync(container.WriteAsync(name, content, "text/plain", default))}",
                1 => $"create {await container.TryCreateAsync(name, content, "text/csv", default)}",
                2 => $"newer {await container.TryWriteNewerAsync(name, new MemoryStream(content), "text/csv", at, default) is not null}",
                3 => $"delete {await DoneAsync(container.DeleteAsync(name, default))}",
                4 => $"unless newer {await DoneAsync(container.DeleteUnlessNewerAsync(name, at, default))}",
                5 => $"outside {string.Join('|', (await container.ListOutsideAsync(new HashSet<string> { "f" }, default).ToListAsync())
                    .Select(b => b.Name))}",
                6 when lease is null => $"lease {(lease = await container.TryLeaseAsync("lease", LeaseTime, default)) is not null}",
                6 => $"leased {await container.TryLeaseAsync("lease", LeaseTime, default) is not null}",
                7 when lease is not null => await ReleaseAsync(),
                7 => $"lease of nobody {await container.LeasesAsync("lease", default)}",
                _ => $"leases {await container.LeasesAsync("l", default)}",
            }));
            var found = await container.FindAsync(name, default);
            var read = await container.ReadAsync(name, default);
            log.Add($"{found?.Length} {read?.Content.Length} {Convert.ToHexString(read?.Content.Take(8).ToArray() ?? [])} "
                + await container.ReceivedAtAsync(name, default));
            if (found is not null)
            {
                await using var stream = (await container.OpenAsync(found, default))!;
                using var text = new StreamReader(stream, Encoding.Latin1);
                log.Add((await text.ReadToEndAsync()).Length.ToString(CultureInfo.InvariantCulture));
            }

            log.Add(string.Join('|', (await container.ListAsync("f/").ToListAsync()).Select(b => $"{b.Name} {b.Length}")));

            async Task<string> ReleaseAsync()
            {
                await lease.DisposeAsync();
                lease = null;
                return "released";
            }
        }

        return log;
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task Queues_keep_and_hide_messages_as_the_emulator_does(int seed) => CompareAsync(async storage =>
    {
        var (random, log) = (new Random(seed), new List<string>());
        var (queue, other) = (storage.Queue(QueueNames.Recompute), storage.Queue(QueueNames.Recompute + "-poison"));
        for (var n = 0; n < 60; n++)
        {
            log.Add(random.Next(5) switch
            {
                0 or 1 => $"send {await DoneAsync(queue.SendAsync($"message {n} & <所属>", default))}",
                2 => $"later {await DoneAsync(queue.SendAsync($"later {n}", TimeSpan.FromHours(1), default))}",
                3 when random.Next(4) == 0 => $"move all {await queue.MoveAllAsync(other, default)}",
                3 => $"move {await queue.MoveAsync(other, body => Task.FromResult(body.Contains('3', StringComparison.Ordinal)
                    ? TimeSpan.Zero : (TimeSpan?)null), default)}",
                _ => "look",
            });
            log.Add($"{await queue.CountAsync(default)} {await other.CountAsync(default)}");
            log.AddRange((await queue.PeekAsync(default)).Select(m => m.Body).Order(StringComparer.Ordinal));
            log.AddRange((await other.PeekAsync(default)).Select(m => m.Body).Order(StringComparer.Ordinal));
        }

        return log;
    });

    private static async Task CompareAsync(Func<StorageAccount, Task<List<string>>> work)
    {
        await using var memory = await FaultyStorage.StartAsync(new MemoryAccount());
        var (expected, actual) = (await OfAsync(await TestStorage.NewEmptyAccountAsync()), await OfAsync(memory.ConnectionString));
        Assert.Equal(expected, actual);

        async Task<List<string>> OfAsync(string connection)
        {
            var settings = new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", connection)]).Build();
            var account = new StorageAccount(settings);
            await account.CreateAllAsync(default);

            // What is there already is not created again.
            await account.CreateAllAsync(default);
            return await work(account);
        }
    }

    private static string TextOf(int n) => $"令和{n}年 \"'&<> {n}";

    private static string OtherThan(string key, Random random) => Keys.Except([key]).ElementAt(random.Next(Keys.Length - 1));

    private static Row AnyRow(Random random, int n) => new(Partitions[random.Next(Partitions.Length)], Keys[random.Next(Keys.Length)],
        new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["n"] = n,
            ["long"] = (long)n << 40,
            ["share"] = n / 7.0,
            ["text"] = TextOf(n),
            ["flag"] = n % 2 == 0,
            ["at"] = DateTimeOffset.UnixEpoch.AddMinutes(n),
            ["bytes"] = new byte[] { 1, 2, (byte)n },
        });

    private static List<Row> Some(Random random, Row row, int n) =>
        [.. Keys.Skip(random.Next(2)).Take(1 + random.Next(4)).Select(k => row with { Key = k + (random.Next(3) == 0 ? "" : n) })
            .DistinctBy(r => r.Key)];

    private static Row Known(Random random, List<Row> known, Row otherwise) =>
        known.Count == 0 || random.Next(4) == 0 ? otherwise : otherwise with
        {
            Partition = known[^1].Partition,
            Key = known[^1].Key,
            ETag = VersionOf(known[random.Next(2) == 0 ? known.Count - 1 : random.Next(known.Count)], known[^1]),
        };

    /// <summary>
    /// The version of a row, or one that no row has had: the emulator's versions are times of a tenth of a millisecond, so that two rows of
    /// one transaction may have the same.
    /// </summary>
    private static string VersionOf(Row row, Row wanted) => (row.Partition, row.Key) == (wanted.Partition, wanted.Key) ? row.ETag
        : "W/\"datetime'2001-01-01T00%3A00%3A00.0000000Z'\"";

    private static string Shown(Row? row) => row is null ? "-" : $"{row.Partition}/{row.Key} " + string.Join(' ', row.Columns
        .OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => string.Create(CultureInfo.InvariantCulture,
            $"{c.Key}={c.Value.GetType().Name} {(c.Value is byte[] b ? Convert.ToHexString(b) : c.Value)}")));

    private static async Task<string> DoneAsync(Task task) => await OutcomeAsync(async () =>
    {
        await task;
        return "done";
    });

    private static async Task<string> OutcomeAsync(Func<Task<string>> work)
    {
        try
        {
            return await work();
        }
        catch (RequestFailedException e)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{e.Status} {e.ErrorCode}");
        }
    }
}

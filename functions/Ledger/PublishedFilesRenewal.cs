using System.Globalization;
using System.Text;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Ledger;

/// <summary>
/// Asks for the published files to be renewed. A mark in the container <c>state</c> stands for the request; whoever creates it sends one
/// message, and whoever finds it needs none. The renewal deletes the mark before it reads, so that what changes later asks again.
/// </summary>
public sealed class PublishedFilesRenewal
{
    private const string Mark = "published-files/asked";

    private readonly BlobStore state;
    private readonly QueueStore queue;
    private readonly TimeProvider clock;
    private readonly PublishedFilesOptions options;
    private readonly GroupedCalls<bool, bool, bool> asking;

    public PublishedFilesRenewal(StorageAccount storage, TimeProvider clock, PublishedFilesOptions options)
    {
        (state, queue) = (storage.Container(ContainerNames.State), storage.Queue(QueueNames.Recompute));
        (this.clock, this.options) = (clock, options);
        asking = new(async (_, asked) =>
        {
            if (await state.TryCreateAsync(Mark, Now(), "text/plain", CancellationToken.None))
            {
                await SendAsync(CancellationToken.None);
            }

            return [.. asked.Select(_ => true)];
        });
    }

    /// <summary>Asks, after a change of a published table. Computations that end at once ask once.</summary>
    public Task AskAsync(CancellationToken cancel) => options.IsEnabled ? asking.CallAsync(true, true, cancel) : Task.CompletedTask;

    /// <summary>True for a request whose renewal has not begun.</summary>
    public async Task<bool> IsAskedAsync(CancellationToken cancel) => options.IsEnabled && await state.FindAsync(Mark, cancel) is not null;

    /// <summary>Deletes the mark, before the tables are read.</summary>
    public Task TakeAsync(CancellationToken cancel) => state.DeleteAsync(Mark, cancel);

    /// <summary>Sends the message of a mark again whose message seems to be lost.</summary>
    public async Task AskAgainAsync(StaleCutoff cutoff, CancellationToken cancel)
    {
        if (await state.ReadAsync(Mark, cancel) is { } mark && cutoff.Includes(TimeOf(mark.Content)))
        {
            await state.WriteAsync(Mark, Now(), "text/plain", cancel);
            await SendAsync(cancel);
        }
    }

    private Task SendAsync(CancellationToken cancel) => queue.SendAsync(
        new RecomputeRequest([], []) { AskedAt = clock.GetUtcNow(), IsForFiles = true }.ToJson(), options.Pause, cancel);

    private byte[] Now() => Encoding.UTF8.GetBytes(clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));

    private static DateTimeOffset TimeOf(byte[] content) =>
        DateTimeOffset.TryParseExact(Encoding.UTF8.GetString(content), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at : DateTimeOffset.MinValue;
}

using System.Globalization;
using System.Text.Json;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Publishing.Files;

/// <summary>
/// The folders of the container <c>published</c>. One that the manifest does not name any more stays for an hour, for readers who began
/// before. When each was replaced, and which one the copies hold, is in the container <c>state</c>.
/// </summary>
public sealed class PublishedSets(StorageAccount storage, TimeProvider clock)
{
    /// <summary>How long a set stays after it was replaced.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private const string Name = "published-files/sets.json", Folder = "sets/", MomentFormat = "yyyyMMdd'T'HHmmssfff'Z'";

    private readonly BlobStore published = storage.Container(ContainerNames.Published), state = storage.Container(ContainerNames.State);

    /// <summary><c>sets/20210701T093000123Z-1f0c9a2b</c>.</summary>
    internal static string NameOf(DateTimeOffset moment, string content) =>
        $"{Folder}{moment.UtcDateTime.ToString(MomentFormat, CultureInfo.InvariantCulture)}-{content[..8]}";

    /// <summary>Notes that a set is being replaced; written before the manifest names another one.</summary>
    internal async Task ReplaceAsync(string set, CancellationToken cancel)
    {
        var known = await ReadAsync(cancel);
        var replaced = known.Replaced.Where(r => !IsOver(r.Value)).ToDictionary(StringComparer.Ordinal);
        replaced[set] = clock.GetUtcNow();
        await WriteAsync(known with { Replaced = replaced }, cancel);
    }

    /// <summary>Whether all copies at fixed names are of a set.</summary>
    internal async Task<bool> IsCopiedAsync(string set, CancellationToken cancel) => (await ReadAsync(cancel)).Copied == set;

    /// <summary>Notes that all copies at fixed names are of a set.</summary>
    internal async Task CopiedAsync(string set, CancellationToken cancel) =>
        await WriteAsync(await ReadAsync(cancel) with { Copied = set }, cancel);

    /// <summary>
    /// Deletes sets that were replaced more than an hour ago, and those that were begun so long ago and never named. The folders are listed
    /// before the manifest is read: a set that is named later has a folder of its own.
    /// </summary>
    internal async Task CleanAsync(CancellationToken cancel)
    {
        var blobs = new List<string>();
        await foreach (var blob in published.ListAsync(Folder, cancel))
        {
            blobs.Add(blob.Name);
        }

        if (await published.ReadAsync(PublishedFilesManifest.FileName, cancel) is not { } found
            || PublishedFilesManifest.Read(found.Content) is not { } manifest)
        {
            return;
        }

        var known = await ReadAsync(cancel);
        foreach (var set in blobs.GroupBy(SetOf).Where(s => s.Key != manifest.Set && IsOver(EndOf(s.Key, known))))
        {
            foreach (var blob in set)
            {
                await published.DeleteAsync(blob, cancel);
            }
        }
    }

    // Both before and ahead: a time ahead is of before the clock was set back.
    private bool IsOver(DateTimeOffset end) => new StaleCutoff(clock.GetUtcNow(), Kept).Includes(end);

    private static string SetOf(string blob) => blob.IndexOf('/', Folder.Length) is var end and > 0 ? blob[..end] : blob;

    private static DateTimeOffset EndOf(string set, Sets known) =>
        known.Replaced.TryGetValue(set, out var at) ? at
        : DateTimeOffset.TryParseExact(set[Folder.Length..].Split('-')[0], MomentFormat, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var moment) ? moment : DateTimeOffset.MinValue;

    private async Task<Sets> ReadAsync(CancellationToken cancel)
    {
        try
        {
            return await state.ReadAsync(Name, cancel) is { } found
                && JsonSerializer.Deserialize<Sets>(found.Content, JsonSerializerOptions.Web) is
                { Copied: not null, Replaced: not null } sets
                    ? sets : Sets.None;
        }
        catch (JsonException)
        {
            return Sets.None;
        }
    }

    private Task WriteAsync(Sets sets, CancellationToken cancel) => state.WriteAsync(
        Name, JsonSerializer.SerializeToUtf8Bytes(sets, JsonSerializerOptions.Web), "application/json; charset=utf-8", cancel);

    private sealed record Sets(string Copied, IReadOnlyDictionary<string, DateTimeOffset> Replaced)
    {
        public static Sets None { get; } = new("", new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal));
    }
}

using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Submissions;

namespace SmartToyonaka.Operations.Maintenance;

/// <summary>
/// Finds submissions without all their parts (body, entries, claim), and parts without their submission. They are stored in one
/// transaction, so the program leaves none; a copy of the tables or a manual change may.
/// </summary>
internal sealed class SubmissionParts(StorageAccount storage, SubmissionStore submissions)
{
    private readonly TableStore table = storage.Table(TableNames.Submissions);

    /// <summary>The incomplete ones. Those that were stored during the search are read again before they are reported.</summary>
    public async Task<IReadOnlyList<VerificationDifference>> CheckAsync(CancellationToken cancel)
    {
        var rows = new HashSet<string>(StringComparer.Ordinal);
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        var claimed = new HashSet<string>(StringComparer.Ordinal);
        var without = new List<(string Key, string Id)>();
        await foreach (var row in table.ReadAsync(SubmissionStore.Partition, cancel: cancel))
        {
            switch (row.Key.Split('!'))
            {
                case ["k", ..]:
                    claimed.Add(row.Text("submission"));
                    without.Add((row.Key, row.Text("submission")));
                    break;
                case ["s", var id]:
                    rows.Add(id);
                    break;
                case ["b" or "e", var id, ..]:
                    parts.TryAdd(id, row.Key);
                    break;
                case ["p", .., var id]:
                    parts.TryAdd(id, row.Key);
                    break;
            }
        }

        var found = new List<VerificationDifference>();
        foreach (var id in rows.Order(StringComparer.Ordinal))
        {
            if (await submissions.FindAsync(id, cancel) is { } submission)
            {
                if (!await submissions.IsWholeAsync(submission, cancel))
                {
                    found.Add(Missing($"s!{id}", "body or entries"));
                }

                if (!claimed.Contains(id) && !await HasClaimAsync(id, cancel))
                {
                    found.Add(Missing($"s!{id}", "claim"));
                }
            }
        }

        foreach (var (key, id) in without.Concat(parts.Select(p => (Key: p.Value, Id: p.Key))).Where(p => !rows.Contains(p.Id)).Distinct())
        {
            if (await submissions.FindAsync(id, cancel) is null && await table.GetAsync(SubmissionStore.Partition, key, cancel) is not null)
            {
                found.Add(new(VerificationDifferenceKind.Unaccounted, TableNames.Submissions, SubmissionStore.Partition, key, []));
            }
        }

        return found;
    }

    private async Task<bool> HasClaimAsync(string id, CancellationToken cancel) =>
        await table.ReadAsync(SubmissionStore.Partition, "k!", "k\"", cancel).AnyAsync(r => r.Text("submission") == id, cancel);

    private static VerificationDifference Missing(string key, string what) =>
        new(VerificationDifferenceKind.Different, TableNames.Submissions, SubmissionStore.Partition, key, [$"its {what}"]);
}

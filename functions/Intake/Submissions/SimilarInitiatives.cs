using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>An initiative that is counted as an existing one although its name is typed differently.</summary>
/// <param name="Category">Its category.</param>
/// <param name="Name">The name as it was handed in.</param>
/// <param name="KnownAs">The name as it was handed in before.</param>
public sealed record SimilarInitiative(string Category, string Name, string KnownAs)
{
    public const string Code = "initiative_known_as";

    /// <summary>What is said of it.</summary>
    public BilingualText Text => InitiativeMessages.KnownAs(Name, KnownAs);
}

/// <summary>
/// Finds published names of a department that differ from a submission's names only in spelling; one read for each category.
/// </summary>
public sealed class SimilarInitiatives(StorageAccount storage)
{
    // Limits the number of notes in a receipt.
    private const int Most = 20;

    private readonly TableStore table = storage.Table(TableNames.FactInitiative);

    /// <summary>Those that were submitted before in another spelling.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task<IReadOnlyList<SimilarInitiative>> FindAsync(Submission submission, CancellationToken cancel)
    {
        var named = submission.Observations.Select(o => o.Initiative).OfType<Initiative>().ToList();
        var published = await Task.WhenAll(named.Select(i => i.Category).Distinct()
            .Select(c => table.ListPrefixAsync(c, submission.Department + "|", cancel)));
        var known = published.SelectMany(rows => rows.Select(r => (Category: r.Partition, Name: r.Text("name"))))
            .ToLookup(k => (k.Category, InitiativeName.Key(k.Name)), k => k.Name);
        return
        [
            .. named.DistinctBy(i => (i.Category, i.Name))
                .Select(i => (Named: i, KnownAs: known[(i.Category, InitiativeName.Key(i.Name))].FirstOrDefault()))
                .Where(x => x.KnownAs is not null && x.KnownAs != x.Named.Name)
                .Select(x => new SimilarInitiative(x.Named.Category, x.Named.Name, x.KnownAs!)).Take(Most),
        ];
    }
}

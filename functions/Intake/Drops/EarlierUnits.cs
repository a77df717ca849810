using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// Decides whether a file's times are hours or minutes where the file does not say: they are in the unit that the newest earlier file of
/// the folder declared, if only that unit gives times of the size that holds already. Where both do, or nothing holds, nobody can tell.
/// </summary>
public sealed class EarlierUnits(StorageAccount storage)
{
    /// <summary>The units that times may have, as a unit row says them.</summary>
    public const string Minutes = "分", Hours = "時間";

    private const int FilesLookedAt = 20, YearsCompared = 2;

    private readonly DropClaimStore claims = new(storage);
    private readonly PriorValuesReader known = new(new LedgerStore(storage), new(new LedgerStore(storage)));

    /// <summary>The unit, and the file that declared it; null where it cannot be told.</summary>
    /// <param name="file">The file that does not say its unit.</param>
    /// <param name="reference">What it is checked against.</param>
    /// <param name="asMinutes">What it says if its times are minutes.</param>
    /// <param name="asHours">What it says if they are hours.</param>
    internal async Task<(string Unit, string File)?> FindAsync(DropFile file, DropReference reference, DropCheck asMinutes,
        DropCheck asHours, CancellationToken cancel)
    {
        foreach (var row in await claims.NewestAsync(file.Folder, null, FilesLookedAt, cancel))
        {
            if (row.Text(DropClaimStore.UnitColumn) is not { Length: > 0 } unit || row.Time("uploadedat") > file.UploadedAt)
            {
                continue;
            }

            var (its, other) = unit == Minutes ? (asMinutes, asHours) : (asHours, asMinutes);
            return await IsUsualAsync(its, reference, cancel) && !await IsUsualAsync(other, reference, cancel)
                ? (unit, row.Text("file")) : null;
        }

        return null;
    }

    // True where the sum is near that of what holds of the same sections: of the same months, a year before, or the month before.
    private async Task<bool> IsUsualAsync(DropCheck check, DropReference reference, CancellationToken cancel)
    {
        var (pairs, compared, sum, before) = (0, 0, 0L, 0L);
        foreach (var year in check.Observations.GroupBy(o => o.Month.FiscalYear).OrderByDescending(g => g.Key).Take(YearsCompared))
        {
            var said = (await known.YearsAsync(year.First().Measure, year.Key, cancel)).ToLookup(o => o.Section, StringComparer.Ordinal);
            foreach (var o in year.Where(o => !o.Withdraws))
            {
                pairs++;
                var prior = PriorValuesReader.OfFigure(o, s => said[s], reference.Register);
                if ((prior.Holding ?? prior.YearsBefore.FirstOrDefault() ?? prior.MonthBefore) is { } then)
                {
                    (compared, sum, before) = (compared + 1, sum + Sum(o), before + Sum(then));
                }
            }
        }

        var measure = MeasureRegistry.Current.OfFolder(check.Receipt.Folder);
        var ratio = reference.Checks.For(measure.Id, measure.Parts[0]).HoldRatio;
        return compared * 2 >= pairs && Math.Min(sum, before) > 0 && Math.Max(sum, before) < (ratio ?? 1) * Math.Min(sum, before);
    }

    private static long Sum(Observation o) => o.Cells.Sum(c => c.Value);
}

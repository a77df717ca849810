using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Publishing.Reporting;

/// <summary>A warning with the upload that it was found in.</summary>
/// <param name="Folder">The folder of the upload.</param>
/// <param name="File">Its name.</param>
/// <param name="ReceivedAt">When it was uploaded.</param>
/// <param name="Warning">What looks wrong.</param>
public sealed record RecentWarning(string Folder, string File, DateTimeOffset ReceivedAt, DropWarning Warning);

/// <summary>Warnings for people who look at figures.</summary>
/// <param name="Warnings">The newest of each kind, section and month, newest upload first.</param>
/// <param name="NotListed">How many more the uploads' receipts have.</param>
public sealed record RecentWarningList(IReadOnlyList<RecentWarning> Warnings, long NotListed);

/// <summary>What looks wrong in the newest drops, as pages show it beside the figures.</summary>
public sealed class RecentWarnings(DropReceipts receipts)
{
    /// <summary>The warnings of the newest uploads of all folders.</summary>
    /// <param name="year">Only those about months of a fiscal year, and those about none; null for all.</param>
    public async Task<RecentWarningList> NewestAsync(FiscalYear? year, CancellationToken cancel)
    {
        var uploads = await receipts.NewestAsync(null, DropReceipts.MaxCount, cancel);
        var found = uploads.SelectMany(u => u.Warnings.Select(w => new RecentWarning(u.Folder, u.File, u.ReceivedAt, w)))
            .Where(f => f.Warning.Code != DropWarning.FurtherCode
                && (year is null || f.Warning.Month is null || IsOf(year.Value, f.Warning.Month)))
            .DistinctBy(f => f.Warning.Section is null ? (object)f : (f.Folder, f.Warning.Code, f.Warning.Section, f.Warning.Month))
                .ToList();
        return new(found, uploads.Sum(u => u.WarningCount - u.Warnings.Count(w => w.Code != DropWarning.FurtherCode)));
    }

    private static bool IsOf(FiscalYear year, string month) => FiscalMonth.TryParseIso(month, out var m) && m.FiscalYear == year;
}

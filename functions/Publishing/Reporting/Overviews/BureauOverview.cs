using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Messages;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Publishing.Reporting.Overviews;

/// <summary>What an indicator is in one bureau.</summary>
/// <param name="Code">The bureau's code.</param>
/// <param name="Name">Its name in that month.</param>
/// <param name="Value">The value; null where there is none that may be shown.</param>
/// <param name="Text">The value as it is printed.</param>
/// <param name="Reason">Why there is none; null where there is one, or nothing to say.</param>
/// <param name="Change">Against the same month of the base year, as it is printed with its unit; null where there is none.</param>
public sealed record BureauFigure(string Code, string Name, double? Value, string Text, BilingualText? Reason, BilingualText? Change);

/// <summary>Reads the values of bureaux that stand behind the headlines of a fiscal year.</summary>
public sealed class BureauOverview(StorageAccount storage)
{
    private readonly TableStore table = storage.Table(TableNames.FactBureau);

    /// <summary>By indicator, of those that have values by bureau: the bureaux at the month and basis of the headline.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<BureauFigure>>> OfYearAsync(YearOverview shown, CancellationToken cancel)
    {
        var read = await Task.WhenAll(shown.Figures.Where(f => f.Value is { Value: not null, Status: "actual" })
            .Select(async f => (f.Indicator.Id, Bureaux: await OfAsync(f.Value!, cancel))));
        return read.Where(r => r.Bureaux.Any(b => b.Value is not null)).ToDictionary(r => r.Id, r => r.Bureaux, StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<BureauFigure>> OfAsync(Recomputation.PublishedIndicator headline, CancellationToken cancel)
    {
        if (!FiscalMonth.TryParseIso(headline.Month, out var month))
        {
            return [];
        }

        var end = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"|{headline.Basis}|{month.Key}");
        return [.. (await table.ListAsync(IndicatorRows.Partition(headline.Indicator, month.FiscalYear), cancel: cancel))
            .Where(r => r.Key.EndsWith(end, StringComparison.Ordinal))
            .OrderBy(r => r.Key, StringComparer.Ordinal)
            .Select(r => new BureauFigure(r.Text("bureaucode"), r.Text("bureauname"), r.Flag("hasvalue") ? r.Double("value") : null,
                r.Text("text"), r.Text("reason").Length == 0 ? null : ReasonMessages.Of(r.Text("reasoncode"), r.Text("reason")),
                r.Flag("haschange") ? Change(r.Text("changetext"), r.Text("changeunit")) : null))];
    }

    private static BilingualText Change(string text, string unit) => new($"{text} {unit}", $"{text} {(unit == "%" ? unit : "points")}");
}

using SmartToyonaka.Calendar;
using SmartToyonaka.Figures;
using SmartToyonaka.Ledger;
using SmartToyonaka.Storage;

namespace SmartToyonaka.Publishing;

/// <summary>An initiative with its newest status.</summary>
/// <param name="Category">An id of <see cref="InitiativeCategory"/>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Since">The month from which it has stood there.</param>
public sealed record StandingInitiative(string Category, string Name, InitiativeStatus Status, FiscalMonth Since);

/// <summary>A department's initiatives, as published and, so that one sees at once what one handed in, as the ledger has them of one month.</summary>
public sealed class StandingInitiatives(StorageAccount storage, LedgerStore ledger)
{
    private readonly TableStore table = storage.Table(TableNames.FactInitiative);

    /// <summary>All of them, by category and name. Two reads per category, however many years there are.</summary>
    public async Task<IReadOnlyList<StandingInitiative>> OfDepartmentAsync(string department, FiscalMonth month, CancellationToken cancel)
    {
        var published = Task.WhenAll(InitiativeCategory.All.Select(c => table.ListPrefixAsync(c.Id, department + "|", cancel)));
        var said = await Task.WhenAll(InitiativeCategory.All.Select(c => ledger.ReadMonthAsync(Measures.InitiativePrefix + c.Id, department, month, FigureStatus.Actual, cancel)));
        var recent = Holding.Of(said.SelectMany(s => s)).Select(o => new StandingInitiative(o.Initiative!.Category, o.Initiative.Name, o.Initiative.Status, o.Month));
        return [.. (await published).SelectMany(p => p).Select(FromRow).Concat(recent)
            .GroupBy(i => (i.Category, i.Name)).Select(g => g.Reverse().MaxBy(i => i.Since)!)
            .OrderBy(i => Order(i.Category)).ThenBy(i => i.Name, StringComparer.Ordinal)];
    }

    /// <summary>An initiative whole, as the ledger has it of the month of its newest status; null when it is not there.</summary>
    public async Task<Initiative?> FindAsync(string department, StandingInitiative standing, CancellationToken cancel) =>
        Holding.Of(await ledger.ReadMonthAsync(Measures.InitiativePrefix + standing.Category, department, standing.Since, FigureStatus.Actual, cancel))
            .FirstOrDefault(o => o.Initiative?.Name == standing.Name)?.Initiative;

    private static StandingInitiative FromRow(Row r) => new(
        r.Text("category"), r.Text("name"), InitiativeStatusText.TryParse(r.Text("status"), out var status) ? status : InitiativeStatus.Considering, FiscalMonth.FromKey(r.Int("monthkey")));

    private static int Order(string category) => InitiativeCategory.All.TakeWhile(c => c.Id != category).Count();
}

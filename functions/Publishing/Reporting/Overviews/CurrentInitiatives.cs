using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Publishing.Reporting.Overviews;

/// <summary>An initiative with its newest status.</summary>
/// <param name="Category">The category of a register.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Since">The month from which it has stood there.</param>
/// <param name="Section">The code of the section that said so: the department, or one that it was before.</param>
public sealed record CurrentInitiative(string Category, string Name, InitiativeStatus Status, FiscalMonth Since, string Section);

/// <summary>
/// A department's initiatives, as published and, so that one sees at once what one handed in, as the ledger has them of one month.
/// </summary>
public sealed class CurrentInitiatives(StorageAccount storage, LedgerStore ledger, ReferenceData referenceData)
{
    private readonly TableStore table = storage.Table(TableNames.FactInitiative);

    /// <summary>
    /// All of them, by category and name, with those that it took over from sections before it. Two reads per category, and one for
    /// each code that the department's work has had; it does not matter how many years there are.
    /// </summary>
    public async Task<IReadOnlyList<CurrentInitiative>> OfDepartmentAsync(string department, FiscalMonth month, CancellationToken cancel)
    {
        var register = (await referenceData.GetAsync(cancel)).Register;
        var codes = InitiativeSections.CodesOf(register, department, month);
        var published = Task.WhenAll(codes.SelectMany(code =>
            MeasureRegistry.Current.Registers.Select(c => table.ListPrefixAsync(c.Category, code + "|", cancel))));
        var said = await Task.WhenAll(MeasureRegistry.Current.Registers.Select(c =>
            ledger.ReadMonthAsync(c.Id, department, month, FigureStatus.Actual, cancel)));
        var recent = EffectiveObservations.Of(said.SelectMany(s => s))
            .Select(o => new CurrentInitiative(o.Initiative!.Category, o.Initiative.Name, o.Initiative.Status, o.Month, o.Section));
        return [.. (await published).SelectMany(p => p).Select(FromRow)
            .Where(i => InitiativeSections.AreTheirs(register, department, month, i.Section, i.Since)).Concat(recent)
            .GroupBy(i => (i.Category, InitiativeName.Key(i.Name))).Select(g => g.Reverse().MaxBy(i => i.Since)!)
            .OrderBy(i => Order(i.Category)).ThenBy(i => i.Name, StringComparer.Ordinal)];
    }

    /// <summary>An initiative whole, as the ledger has it of the month of its newest status; null when it is not there.</summary>
    public async Task<Initiative?> FindAsync(CurrentInitiative current, CancellationToken cancel) =>
        EffectiveObservations.Of(await ledger.ReadMonthAsync(MeasureRegister.Prefix + current.Category, current.Section,
            current.Since, FigureStatus.Actual, cancel))
            .FirstOrDefault(o => InitiativeName.AreSame(o.Initiative!.Name, current.Name))?.Initiative;

    private static CurrentInitiative FromRow(Row r) => new(
        r.Text("category"), r.Text("name"), new(r.Text("status")),
        FiscalMonth.FromKey(r.Int("monthkey")), r.Text("departmentcode"));

    private static int Order(string category) => MeasureRegistry.Current.Registers.TakeWhile(c => c.Category != category).Count();
}

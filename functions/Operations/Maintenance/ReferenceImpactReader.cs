using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Operations.Maintenance;

/// <summary>What other reference data would change in what is published: values, completeness, and Power BI's dimensions.</summary>
public sealed class ReferenceImpactReader(StorageAccount storage, Verification verification)
{
    // Beside the values themselves; what departments handed in stays what it is.
    private static readonly IReadOnlyList<string> Compared =
        [TableNames.FactCompleteness, TableNames.DimIndicator, TableNames.DimMeasure, TableNames.DimDepartment];

    /// <summary>Computes it; nothing is written.</summary>
    public async Task<ReferenceImpact> ImpactAsync(ReferenceSnapshot would, CancellationToken cancel)
    {
        var published = await ReadAsync(TableNames.FactIndicator, cancel);
        if (published.Count == 0)
        {
            return new(0, []);
        }

        // By the measures of the upload, of which some may be new.
        new MeasureRegistry { Measures = would.Catalogue.MeasureSet }.Enter();
        var changes = new List<ValueChange>();
        var count = published.Values.Count(r => r.Flag("hasvalue"));
        var tables = new Dictionary<string, TableComparison>(StringComparer.Ordinal);
        foreach (var table in Compared)
        {
            tables[table] = new(await ReadAsync(table, cancel));
        }

        await foreach (var partition in verification.ByAsync(would, cancel))
        {
            if (tables.TryGetValue(partition.Table, out var comparison))
            {
                comparison.Add(partition.Rows);
            }

            foreach (var row in partition.Table == TableNames.FactIndicator ? partition.Rows : [])
            {
                published.Remove((row.Partition, row.Key), out var before);
                Compare(before, row);
            }
        }

        foreach (var gone in published.Values)
        {
            Compare(gone, null);
        }

        return new(count, changes)
        {
            Tables = [.. Compared.Select(t => tables[t].Change(t)).Where(t => t.Added + t.Changed + t.Removed > 0)],
        };

        void Compare(Row? before, Row? after)
        {
            var (old, now, any) = (Text(before), Text(after), (after ?? before)!);
            if (old != now)
            {
                changes.Add(new(any.Text("indicatorid"), any.Text("basis"), FiscalMonth.FromKey(any.Int("monthkey")).ToString(),
                    any.Text("status"), old, now));
            }
        }

        static string Text(Row? row) => row is not null && row.Flag("hasvalue") ? row.Text("text") : "";
    }

    private async Task<Dictionary<(string Partition, string Key), Row>> ReadAsync(string table, CancellationToken cancel)
    {
        var rows = new Dictionary<(string, string), Row>();
        await foreach (var row in storage.Table(table).ReadAllAsync(cancel))
        {
            rows[(row.Partition, row.Key)] = row;
        }

        return rows;
    }

    private sealed class TableComparison(Dictionary<(string Partition, string Key), Row> there)
    {
        // What becomes due or missing with time is the timer's, and no change of the upload.
        private static readonly IReadOnlySet<string> Passing = new HashSet<string>(TablePublisher.Stamps) { "state" };

        private int added, changed;

        public void Add(IEnumerable<Row> rows)
        {
            foreach (var row in rows)
            {
                if (!there.Remove((row.Partition, row.Key), out var before))
                {
                    added++;
                }
                else if (!row.SameAs(before, Passing))
                {
                    changed++;
                }
            }
        }

        public TableChange Change(string table) => new(table, added, changed, there.Count);
    }
}

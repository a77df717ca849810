namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>A row of a table: two keys and typed columns (string, bool, int, long, double, DateTimeOffset, byte[]).</summary>
/// <param name="Partition">Rows of one partition can be written in one transaction.</param>
/// <param name="Key">Unique in its partition; ranges are read in its ordinal order.</param>
/// <param name="Columns">Name and value; a column that is always there has always the same type.</param>
/// <param name="ETag">Changes with every write; <c>""</c> for a row that was not read.</param>
public sealed record Row(string Partition, string Key, IReadOnlyDictionary<string, object> Columns, string ETag = "")
{
    public string Text(string column) => Columns.TryGetValue(column, out var v) ? (string)v : "";

    public bool Flag(string column) => Columns.TryGetValue(column, out var v) && (bool)v;

    public int Int(string column) => Columns.TryGetValue(column, out var v) ? (int)v : 0;

    public long Long(string column) => Columns.TryGetValue(column, out var v) ? (long)v : 0;

    public double Double(string column) => Columns.TryGetValue(column, out var v) ? (double)v : 0;

    public DateTimeOffset Time(string column) => Columns.TryGetValue(column, out var v) ? (DateTimeOffset)v : default;

    public byte[] Bytes(string column) => Columns.TryGetValue(column, out var v) ? (byte[])v : [];

    /// <summary>True when all columns are equal but those left out.</summary>
    public bool SameAs(Row other, IReadOnlySet<string> leaveOut) =>
        Columns.Keys.Union(other.Columns.Keys).Where(k => !leaveOut.Contains(k)).All(k =>
            Columns.TryGetValue(k, out var a) && other.Columns.TryGetValue(k, out var b)
            && (a is byte[] x && b is byte[] y ? x.AsSpan().SequenceEqual(y) : a.Equals(b)));
}

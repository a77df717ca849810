using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Publishing.Reporting.Overviews;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>
/// The fields that the page sent. Those of figures and initiatives have the names of form bodies, so they are read and checked by the same
/// code as everybody's; the page's own (<c>key</c>, <c>asked</c>, <c>confirm</c>, <c>rows</c>, <c>action</c>) are taken out before.
/// </summary>
public sealed partial class PostedForm(IReadOnlyDictionary<string, string> fields)
{
    public const string FormName = "submit-page";
    private const int MostRows = 50;
    private const string ShownPrefix = "shown:", BasedOnSuffix = ".basedOn";

    /// <summary>The fields above the form.</summary>
    public const string ChosenDepartment = "chosen.department", ChosenMonth = "chosen.month", ChosenStatus = "chosen.status";

    /// <summary>All fields as sent, for showing them again.</summary>
    public IReadOnlyDictionary<string, string> Fields => fields;

    public string Department => Field("department");

    public string Month => Field("month");

    public FigureStatus Status => Field("status") == "planned" ? FigureStatus.Planned : FigureStatus.Actual;

    /// <summary>The key that the form was made with; null when it is none of ours.</summary>
    public string? Key => KeyShape().IsMatch(Field("key")) ? Field("key") : null;

    /// <summary>The warnings that were confirmed, as <see cref="Confirmation"/> names them.</summary>
    public string Confirmed => Field("confirm");

    /// <summary>True when the page had asked to confirm.</summary>
    public bool WasAsked => Field("asked").Length > 0;

    /// <summary>True when a row was asked for, and nothing is to be handed in.</summary>
    public bool AddsRow => Field("action") == "add";

    /// <summary>How many rows for new initiatives the form had.</summary>
    public int NewRows => int.TryParse(Field("rows"), NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
        ? Math.Clamp(rows, 1, MostRows) : 1;

    /// <summary>The known initiatives whose status was changed: their category and name.</summary>
    public IEnumerable<(string Category, string Name)> Changed => Rows().Where(r => r.IsKnown && r["status"].Length > 0)
        .Select(r => (r["category"], r["name"]));

    /// <summary>What is handed in.</summary>
    /// <param name="known">Initiatives whose status is changed, whole, so that nothing else of them changes.</param>
    public IReadOnlyList<KeyValuePair<string, string>> Submitted(IReadOnlyList<Initiative> known)
    {
        var sent = new List<KeyValuePair<string, string>> { new("form", FormName), new("department", Department), new("month", Month),
            new("status", Status == FigureStatus.Planned ? "planned" : "actual") };
        sent.AddRange(FiguresChanged());
        foreach (var row in Rows().Where(r => r.IsKnown ? r["status"].Length > 0 : !r.IsBlank))
        {
            var whole = row.IsKnown ? known.FirstOrDefault(i => i.Category == row["category"] && i.Name == row["name"]) : null;
            sent.Add(row.Sent("category"));
            sent.Add(row.Sent("name"));
            sent.Add(row.Sent("status"));
            sent.Add(row.Sent("partners", whole is null ? null : string.Join("、", whole.Partners)));
            sent.Add(row.Sent("countsTowardTarget", whole is null ? null : whole.CountsTowardTarget ? "true" : "false"));
            sent.Add(row.Sent("note", whole?.Note));
        }

        return sent;
    }

    /// <summary>What a field held when the page was shown, by the field's name.</summary>
    public static string ShownField(string name) => ShownPrefix + name;

    /// <summary>
    /// The figures of which a number was changed, whole, and those that are taken back: what stands as it was shown is not handed in, so
    /// that a page that has become out of date overwrites nothing.
    /// </summary>
    private IEnumerable<KeyValuePair<string, string>> FiguresChanged()
    {
        foreach (var measure in fields.Where(f => FigureField().IsMatch(f.Key))
            .GroupBy(f => f.Key[..f.Key.IndexOf('.', StringComparison.Ordinal)]))
        {
            var withdrawn = measure.Where(f => f.Key.EndsWith(".withdraw", StringComparison.Ordinal)).ToList();
            if (withdrawn.Count > 0)
            {
                // The numbers beside it are those that were there.
                yield return withdrawn[0];
                foreach (var state in measure.Where(f => f.Key.EndsWith(BasedOnSuffix, StringComparison.Ordinal)))
                {
                    yield return state;
                }
            }
            else if (measure.Any(f => !f.Key.EndsWith(BasedOnSuffix, StringComparison.Ordinal)
                && f.Value.Trim() != Field(ShownField(f.Key))))
            {
                foreach (var field in measure)
                {
                    yield return field;
                }
            }
        }
    }

    /// <summary>The field that says what a measure was based on.</summary>
    public static string BasedOnField(string measure) => measure + BasedOnSuffix;

    /// <summary>The department, month and status that are chosen above the form; what is shown where nothing was chosen.</summary>
    public (string Department, string Month, FigureStatus Status) Chosen =>
        (fields.GetValueOrDefault(ChosenDepartment, Department), fields.GetValueOrDefault(ChosenMonth, Month),
            fields.GetValueOrDefault(ChosenStatus, Field("status")) == "planned" ? FigureStatus.Planned : FigureStatus.Actual);

    /// <summary>True when another form was asked for, and nothing is to be handed in.</summary>
    public bool Shows => Field("action") == "show";

    /// <summary>What was typed and stands nowhere yet: it goes along to another month's form.</summary>
    public IReadOnlyDictionary<string, string> Typed => fields
        .Where(f => (FigureField().IsMatch(f.Key) && !f.Key.EndsWith(BasedOnSuffix, StringComparison.Ordinal)
            && f.Value.Trim() != Field(ShownField(f.Key)))
            || (InitiativeField().IsMatch(f.Key) && f.Value.Length > 0))
        .ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);

    /// <summary>True when something was typed.</summary>
    public bool HasTyped => Typed.Any(f => !InitiativeField().IsMatch(f.Key))
        || Rows().Any(r => r.IsKnown ? r["status"].Length > 0 : !r.IsBlank);

    /// <summary>
    /// The same with its rows numbered as the page numbers them now. Initiatives may have been added since it was shown; with the old
    /// numbers, a new entry would be read as a change of one of those.
    /// </summary>
    /// <param name="known">The initiatives that the page lists now.</param>
    public PostedForm Renumbered(IReadOnlyList<CurrentInitiative> known)
    {
        var renumbered = fields.Where(f => !InitiativeField().IsMatch(f.Key))
            .ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        var next = known.Count;
        foreach (var row in Rows())
        {
            var listed = row.IsKnown ? known.Select((k, i) => (k, i))
                .Where(x => x.k.Category == row["category"] && x.k.Name == row["name"]).Select(x => x.i).FirstOrDefault(-1) : -1;
            var index = listed >= 0 ? listed : next++;
            foreach (var (name, value) in row.All)
            {
                renumbered[RowField(index, name)] = value;
            }
        }

        return new(renumbered);
    }

    /// <summary>What is kept of a submission as evidence: the fields that were handed in, as a form body.</summary>
    public static byte[] Evidence(IReadOnlyList<KeyValuePair<string, string>> submitted) =>
        Encoding.ASCII.GetBytes(string.Join('&', submitted.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}")));

    /// <summary>Identifies warnings by their content: other values have to be confirmed again.</summary>
    public static string Confirmation(IEnumerable<OutlierCheck> far) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
            Encoding.UTF8.GetBytes(string.Join(';', far.Select(f => $"{f.Pointer}={f.Value}/{f.Before}")))).AsSpan(0, 8));

    /// <summary>The names of a row's fields.</summary>
    public static string RowField(int index, string field) => string.Create(CultureInfo.InvariantCulture, $"initiatives.{index}.{field}");

    private string Field(string name) => fields.GetValueOrDefault(name, "");

    private IEnumerable<Row> Rows() => fields.Keys.Select(k => InitiativeField().Match(k)).Where(m => m.Success)
        .Select(m => int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).Distinct().Order().Select(i => new Row(fields, i));

    private readonly record struct Row(IReadOnlyDictionary<string, string> Fields, int Index)
    {
        public string this[string field] => Fields.GetValueOrDefault(RowField(Index, field), "");

        /// <summary>Its fields by their names within the row.</summary>
        public IEnumerable<(string Name, string Value)> All
        {
            get
            {
                var prefix = RowField(Index, "");
                return Fields.Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(f => (f.Key[prefix.Length..], f.Value));
            }
        }

        public bool IsKnown => Fields.ContainsKey(RowField(Index, "known"));

        public bool IsBlank => string.IsNullOrWhiteSpace(this["category"] + this["name"] + this["status"] + this["partners"]
            + this["note"]);

        public KeyValuePair<string, string> Sent(string field, string? value = null) => new(RowField(Index, field), value ?? this[field]);
    }

    [GeneratedRegex("^[0-9a-f]{32}$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyShape();

    [GeneratedRegex(@"^(?!chosen\.)[a-z_]+\.(?:[a-z_]+|basedOn)$", RegexOptions.CultureInvariant)]
    private static partial Regex FigureField();

    [GeneratedRegex(@"^initiatives\.([0-9]{1,3})\.[A-Za-z]+$", RegexOptions.CultureInvariant)]
    private static partial Regex InitiativeField();
}

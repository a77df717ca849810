using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Publishing.Reporting.Overviews;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>
/// The fields that the page sent. Those of figures and initiatives have the names of form bodies, so they are read and checked by the same
/// code as everybody's; the page's own (<c>key</c>, <c>confirm</c>, <c>rows</c>, <c>action</c>) are taken out before.
/// </summary>
public sealed partial class PostedForm(IReadOnlyDictionary<string, string> fields)
{
    public const string FormName = SubmissionChannels.PageForm;
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

    /// <summary>True when a row was asked for, and nothing is to be handed in.</summary>
    public bool AddsRow => Field("action") == "add";

    /// <summary>True when the answers are to be looked at before they are handed in.</summary>
    public bool IsToCheck => Field("action") == "check";

    /// <summary>True when what was looked at is to be changed.</summary>
    public bool GoesBack => Field("action") == "back";

    /// <summary>The number of the initiative that is to be opened for changes; null when none is.</summary>
    public int? Opens => Field("action") is ['e', 'd', 'i', 't', ':', .. var number]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    /// <summary>How many rows for new initiatives the form had.</summary>
    public int NewRows => int.TryParse(Field("rows"), NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
        ? Math.Clamp(rows, 1, MostRows) : 1;

    /// <summary>The known initiatives that may have been changed: their category and name.</summary>
    public IEnumerable<(string Category, string Name)> Changed => Rows().Where(r => r.IsKnown && !r.IsBlank).Select(r => r.Key);

    /// <summary>What is handed in.</summary>
    /// <param name="known">Initiatives that are changed, whole, so that nothing else of them changes.</param>
    public IReadOnlyList<KeyValuePair<string, string>> Submitted(IReadOnlyList<Initiative> known)
    {
        var sent = new List<KeyValuePair<string, string>> { new("form", FormName), new("department", Department), new("month", Month),
            new("status", Status == FigureStatus.Planned ? "planned" : "actual") };
        sent.AddRange(FiguresChanged());
        var rows = Rows().ToList();
        var further = rows.Select(r => r.Index).DefaultIfEmpty().Max() + 1;
        foreach (var row in rows.Where(r => !r.IsBlank))
        {
            sent.AddRange(row.Sent(row.IsKnown ? known.FirstOrDefault(i => (i.Category, i.Name) == row.Key) : null, further++));
        }

        return sent;
    }

    /// <summary>The same with an initiative opened for changes.</summary>
    public PostedForm WithOpened(int index, Initiative whole)
    {
        var opened = new Dictionary<string, string>(fields, StringComparer.Ordinal);
        foreach (var (field, value) in PostedRow.Opened(whole.Category, whole, new PostedRow(fields, index)["status"]))
        {
            opened[RowField(index, field)] = value;
        }

        return new(opened);
    }

    /// <summary>The fields that a page carries along which shows none of them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Kept =>
        fields.Where(f => f.Key is not ("action" or "confirm" or ChosenDepartment or ChosenMonth or ChosenStatus));

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
        || Rows().Any(r => !r.IsBlank);

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
                .Where(x => (x.k.Category, x.k.Name) == row.Key).Select(x => x.i).FirstOrDefault(-1) : -1;
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
    public static string RowField(int index, string field) => PostedRow.NameOf(index, field);

    private string Field(string name) => fields.GetValueOrDefault(name, "");

    private IEnumerable<PostedRow> Rows() => fields.Keys.Select(k => InitiativeField().Match(k)).Where(m => m.Success)
        .Select(m => int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).Distinct().Order()
        .Select(i => new PostedRow(fields, i));

    [GeneratedRegex("^[0-9a-f]{32}$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyShape();

    [GeneratedRegex(@"^(?!chosen\.)[a-z][a-z0-9_]*\.(?:[a-z][a-z0-9_]*|basedOn)$", RegexOptions.CultureInvariant)]
    private static partial Regex FigureField();

    [GeneratedRegex(@"^initiatives\.([0-9]{1,3})\.[A-Za-z]+$", RegexOptions.CultureInvariant)]
    private static partial Regex InitiativeField();
}

using System.Globalization;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>
/// The fields of one initiative as the page sent them: a new one; a known one of which the status may be changed; or a known one that was
/// opened (<see cref="IsEdited"/>), of which every field may be.
/// </summary>
internal readonly record struct PostedRow(IReadOnlyDictionary<string, string> Fields, int Index)
{
    /// <summary>Fields of the page's own: what a row was before it was opened.</summary>
    public const string Known = "known", Edited = "edited", WasCategory = "wasCategory", WasName = "wasName";

    public string this[string field] => Fields.GetValueOrDefault(NameOf(Index, field), "");

    /// <summary>Its fields by their names within the row.</summary>
    public IEnumerable<(string Name, string Value)> All
    {
        get
        {
            var prefix = NameOf(Index, "");
            return Fields.Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(f => (f.Key[prefix.Length..], f.Value));
        }
    }

    public bool IsKnown => Fields.ContainsKey(NameOf(Index, Known));

    public bool IsEdited => IsKnown && Fields.ContainsKey(NameOf(Index, Edited));

    /// <summary>The initiative that a known row is about.</summary>
    public (string Category, string Name) Key => IsEdited ? (this[WasCategory], this[WasName]) : (this["category"], this["name"]);

    /// <summary>True where nothing was entered, or nothing may have been changed.</summary>
    public bool IsBlank => IsKnown ? !IsEdited && this["status"].Length == 0
        : string.IsNullOrWhiteSpace(this["category"] + this["name"] + this["status"] + this["partners"] + this["note"]);

    /// <summary>The names of a row's fields.</summary>
    public static string NameOf(int index, string field) => string.Create(CultureInfo.InvariantCulture, $"initiatives.{index}.{field}");

    /// <summary>A known initiative opened for changes, by its fields.</summary>
    /// <param name="category">Its category.</param>
    /// <param name="whole">As it holds.</param>
    /// <param name="status">The status that was chosen already, or <c>""</c>.</param>
    public static IEnumerable<(string Field, string Value)> Opened(string category, Initiative whole, string status) =>
    [
        (Known, "1"), (Edited, "1"), (WasCategory, category), (WasName, whole.Name), ("category", category), ("name", whole.Name),
        ("status", status.Length > 0 ? status : whole.Status.Text()), ("partners", Joined(whole)),
        ("countsTowardTarget", Counts(whole)), ("note", whole.Note),
    ];

    /// <summary>The fields that are handed in of the row; none where a known initiative stays as it is.</summary>
    /// <param name="whole">The known initiative as it holds; null for a new one.</param>
    /// <param name="further">A row's number that no other row has, for the old name of one that is renamed.</param>
    public IEnumerable<KeyValuePair<string, string>> Sent(Initiative? whole, int further)
    {
        if (IsEdited && whole is not null)
        {
            return Says(whole) ? [] : IsRenamed(whole)
                ? [.. AsTyped(), .. Of(further, whole, InitiativeStatus.Withdrawn.Text())] : AsTyped();
        }

        return IsKnown && whole is not null ? Of(Index, whole, this["status"]) : AsTyped();
    }

    private bool IsRenamed(Initiative whole) =>
        this["category"] != whole.Category || !InitiativeName.AreSame(this["name"].Trim(), whole.Name);

    private bool Says(Initiative whole) => this["category"] == whole.Category && this["name"].Trim() == whole.Name
        && this["status"] == whole.Status.Text() && this["partners"].Trim() == Joined(whole)
        && this["countsTowardTarget"] == Counts(whole) && Lines(this["note"]) == Lines(whole.Note);

    private IEnumerable<KeyValuePair<string, string>> AsTyped()
    {
        var row = this;
        return new[] { "category", "name", "status", "partners", "countsTowardTarget", "note" }
            .Select(f => new KeyValuePair<string, string>(NameOf(row.Index, f), row[f]));
    }

    private static IEnumerable<KeyValuePair<string, string>> Of(int index, Initiative whole, string status) =>
    [
        new(NameOf(index, "category"), whole.Category), new(NameOf(index, "name"), whole.Name), new(NameOf(index, "status"), status),
        new(NameOf(index, "partners"), Joined(whole)), new(NameOf(index, "countsTowardTarget"), Counts(whole)),
        new(NameOf(index, "note"), whole.Note),
    ];

    // Browsers send line breaks of their own.
    private static string Lines(string text) => text.ReplaceLineEndings("\n").Trim();

    private static string Joined(Initiative whole) => string.Join("、", whole.Partners);

    private static string Counts(Initiative whole) => whole.CountsTowardTarget ? "true" : "false";
}

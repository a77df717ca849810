using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Reference;

/// <summary>The prose of one measure of the annual report. A line begins with 〇 for a heading or ・ for an item.</summary>
public sealed record MeasureTexts
{
    /// <summary>取組み予定.</summary>
    public IReadOnlyList<string> Planned { get; init; } = [];

    /// <summary>取組み実績, after what the figures say.</summary>
    public IReadOnlyList<string> Done { get; init; } = [];

    /// <summary>今後の対応.</summary>
    public IReadOnlyList<string> Next { get; init; } = [];

    /// <summary>What is said of a named initiative, by its name.</summary>
    public IReadOnlyDictionary<string, string> Initiatives { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The order in which initiatives are listed, by name; others follow as they were handed in.</summary>
    public IReadOnlyList<string> Order { get; init; } = [];

    /// <summary>Names of initiatives that other sections have a share in: 等 stands behind the section.</summary>
    public IReadOnlyList<string> Shared { get; init; } = [];
}

/// <summary>
/// The prose of a fiscal year's annual report: data, because it is written anew each year. Figures stand in it as placeholders.
/// </summary>
/// <param name="FiscalYear">The year it is of.</param>
/// <param name="LastFiscalYear">The last fiscal year of the programme.</param>
/// <param name="Issued">When the report is issued, as its title page says.</param>
/// <param name="Issuer">Who issues it.</param>
/// <param name="Purpose">Its first section.</param>
/// <param name="Measures">The prose of each measure, by the outline's id.</param>
public sealed record ReportTexts(
    int FiscalYear, int LastFiscalYear, string Issued, string Issuer, IReadOnlyList<string> Purpose,
        IReadOnlyDictionary<string, MeasureTexts> Measures)
{
    /// <summary>How many lines texts may have, and how many characters a line.</summary>
    public const int MaxLines = 2_000, MaxLine = 2_000;

    private const string Resource = "SmartToyonaka.Publishing.Reporting.texts.";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    /// <summary>A year's own footnote on an indicator, by the indicator's id, in place of the catalogue's.</summary>
    public IReadOnlyDictionary<string, string> Notes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Names this content; <c>""</c> for none.</summary>
    [JsonIgnore]
    public string Version { get; private init; } = "";

    /// <summary>The fiscal years whose texts are built in.</summary>
    [JsonIgnore]
    public static IReadOnlyDictionary<int, byte[]> BuiltIn { get; } = Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(n => n.StartsWith(Resource, StringComparison.Ordinal))
            .ToDictionary(n => int.Parse(n[Resource.Length..^".json".Length], System.Globalization.CultureInfo.InvariantCulture), Load);

    /// <summary>Reads texts.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="year">The fiscal year they have to be of.</param>
    /// <param name="catalogue">Has every indicator that they may ask for; null where that was checked before.</param>
    /// <exception cref="FormatException">They are none; the message says what is wrong, in Japanese.</exception>
    public static ReportTexts Parse(ReadOnlySpan<byte> json, FiscalYear year, Catalogue? catalogue)
    {
        try
        {
            var texts = JsonSerializer.Deserialize<ReportTexts>(json, Json) ?? throw new FormatException(ReportTextMessages.Empty);
            texts.Check(year, catalogue);
            return texts with { Version = Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 8)) };
        }
        catch (JsonException e)
        {
            throw new FormatException(ReportTextMessages.NotJson(e.Path, e.LineNumber + 1), e);
        }
    }

    private void Check(FiscalYear year, Catalogue? catalogue)
    {
        if (FiscalYear != year.Value)
        {
            throw new FormatException(ReportTextMessages.YearDiffers(FiscalYear, year.ToString()));
        }

        if (LastFiscalYear < year.Value || LastFiscalYear > 2198)
        {
            throw new FormatException(ReportTextMessages.LastFiscalYear);
        }

        var lines = Lines.ToList();
        if (lines.Contains(null) || Measures.Values.Contains(null)
            || Measures.Values.Any(m => m.Order.Concat(m.Shared).Contains(null)) || Notes.Values.Contains(null))
        {
            throw new FormatException(ReportTextMessages.NullInTexts);
        }

        var names = Measures.Values.SelectMany(m => m.Order.Concat(m.Shared)).Concat(Notes.Values).ToList();
        if (lines.Count + names.Count > MaxLines
            || lines.Concat(names).Any(l =>
                l!.Length > MaxLine || l.Any(char.IsControl) || TextRules.FirstUnusable(l, TextUse.Prose) is not null))
        {
            throw new FormatException(ReportTextMessages.TooLong(MaxLines, MaxLine));
        }

        foreach (var line in catalogue is null ? [] : lines)
        {
            ReportTemplate.Parse(line!, catalogue!);
        }

        if (catalogue is not null && Notes.Keys.FirstOrDefault(id => catalogue.Find(id) is null) is { } unknown)
        {
            throw new FormatException(ReportTextMessages.NoteUnknown(unknown));
        }
    }

    /// <summary>The texts as a file that <see cref="Parse"/> reads.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Written);

    /// <summary>Every line of prose.</summary>
    [JsonIgnore]
    public IEnumerable<string?> Lines => ((IEnumerable<string?>)[Issued, Issuer, .. Purpose])
        .Concat(Measures.Values.Where(m => m is not null)
        .SelectMany(m => (IEnumerable<string?>)[.. m.Planned, .. m.Done, .. m.Next, .. m.Initiatives.Values]));

    private static byte[] Load(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}

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
    /// <exception cref="ReportTextException">They are none; it says everything that is wrong.</exception>
    public static ReportTexts Parse(ReadOnlySpan<byte> json, FiscalYear year, Catalogue? catalogue)
    {
        try
        {
            var texts = JsonSerializer.Deserialize<ReportTexts>(json, Json) ?? throw new ReportTextException(ReportTextMessages.Empty);
            var faults = texts.Faults(year).ToList();
            faults.AddRange(catalogue is null || faults.Count > 0 ? [] : texts.Faults(catalogue));
            return faults.Count > 0 ? throw new ReportTextException(faults)
                : texts with { Version = Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 8)) };
        }
        catch (JsonException e)
        {
            throw new ReportTextException(ReportTextMessages.NotJson(e.Path, e.LineNumber + 1), e);
        }
    }

    private IEnumerable<ReportTextFault> Faults(FiscalYear year)
    {
        if (FiscalYear != year.Value)
        {
            yield return new("/fiscalYear", ReportTextMessages.YearDiffers(FiscalYear, year.ToString()));
        }

        if (LastFiscalYear < year.Value || LastFiscalYear > 2198)
        {
            yield return new("/lastFiscalYear", ReportTextMessages.LastFiscalYear);
        }

        if (Measures.FirstOrDefault(m => m.Value is null).Key is { } empty)
        {
            yield return new($"/measures/{empty}", ReportTextMessages.NullInTexts);
            yield break;
        }

        var all = Prose.Concat(Names).ToList();
        foreach (var (pointer, _) in all.Where(l => l.Text is null))
        {
            yield return new(pointer, ReportTextMessages.NullInTexts);
        }

        foreach (var (pointer, _) in all.Where(l => l.Text is { } text && (text.Length > MaxLine || text.Any(char.IsControl)
            || TextRules.FirstUnusable(text, TextPurpose.Prose) is not null)))
        {
            yield return new(pointer, ReportTextMessages.TooLong(MaxLines, MaxLine));
        }

        if (all.Count > MaxLines)
        {
            yield return new("", ReportTextMessages.TooLong(MaxLines, MaxLine));
        }
    }

    private IEnumerable<ReportTextFault> Faults(Catalogue catalogue)
    {
        foreach (var (pointer, text) in Prose)
        {
            if (ReportTemplate.FaultOf(text!, catalogue) is { } fault)
            {
                yield return new(pointer, fault);
            }
        }

        foreach (var unknown in Notes.Keys.Where(id => catalogue.Find(id) is null))
        {
            yield return new($"/notes/{unknown}", ReportTextMessages.NoteUnknown(unknown));
        }
    }

    /// <summary>The texts as a file that <see cref="Parse"/> reads.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Written);

    /// <summary>Every line of prose.</summary>
    [JsonIgnore]
    public IEnumerable<string?> Lines => Prose.Select(l => l.Text);

    // Every line of prose with its place in the file.
    private IEnumerable<(string Pointer, string? Text)> Prose =>
        ((IEnumerable<(string, string?)>)[("/issued", Issued), ("/issuer", Issuer), .. Of("/purpose", Purpose)])
            .Concat(Measures.Where(m => m.Value is not null).SelectMany(m => Of($"/measures/{m.Key}/planned", m.Value.Planned)
                .Concat(Of($"/measures/{m.Key}/done", m.Value.Done)).Concat(Of($"/measures/{m.Key}/next", m.Value.Next))
                .Concat(m.Value.Initiatives.Select(i => ($"/measures/{m.Key}/initiatives/{i.Key}", (string?)i.Value)))));

    private IEnumerable<(string Pointer, string? Text)> Names =>
        Measures.SelectMany(m => Of($"/measures/{m.Key}/order", m.Value.Order).Concat(Of($"/measures/{m.Key}/shared", m.Value.Shared)))
            .Concat(Notes.Select(n => ($"/notes/{n.Key}", (string?)n.Value)));

    private static IEnumerable<(string Pointer, string? Text)> Of(string pointer, IEnumerable<string?> lines) =>
        lines.Select((l, i) => ($"{pointer}/{i}", l));

    private static byte[] Load(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}

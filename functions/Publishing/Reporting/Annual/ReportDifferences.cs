using System.Text.Json.Serialization;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Messages;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Publishing.Reporting.Provenances;

namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>An entry of the ledger that came after a report was frozen.</summary>
/// <param name="Measure">What it speaks of.</param>
/// <param name="MeasureName">The same for people.</param>
/// <param name="Month">Of which month.</param>
/// <param name="ReceivedAt">When it was accepted.</param>
/// <param name="Department">Whose it is; null for whoever may not see all departments'.</param>
/// <param name="Source">The submission or the file; null likewise.</param>
public sealed record LaterEntry(string Measure, string MeasureName, string Month, DateTimeOffset ReceivedAt, string? Department,
    string? Source)
{
    /// <summary>The same as a sentence: when, who, of which month, what.</summary>
    public string Sentence { get; init; } = "";

    /// <summary>The sentence in English.</summary>
    public string SentenceEn { get; init; } = "";

    /// <summary>The page of the entry; null for whoever may not see it.</summary>
    public string? Page { get; init; }
}

/// <summary>One thing that a frozen report says otherwise than it would now.</summary>
/// <param name="Kind"><c>figure</c>, <c>initiative</c>, <c>target</c> or <c>text</c>.</param>
/// <param name="Measure">The measure in which it stands.</param>
/// <param name="Key">What it is: the figure's key, or the initiative.</param>
/// <param name="Old">What the frozen report says; <c>""</c> where it says nothing.</param>
/// <param name="New">What it would say; <c>""</c> where it would say nothing.</param>
/// <param name="Why">Why, for people.</param>
/// <param name="Entries">What was received since.</param>
public sealed record ReportDifference(string Kind, string Measure, string Key, string Old, string New, IReadOnlyList<string> Why,
    IReadOnlyList<LaterEntry> Entries)
{
    /// <summary>What people call it: the figure's name, the initiative, the text.</summary>
    public string Name { get; init; } = "";

    /// <summary>What changed as a sentence: what, from what to what, each with the month that is said.</summary>
    public string Sentence { get; init; } = "";

    /// <summary>The sentence in English; what the report says is quoted.</summary>
    public string SentenceEn { get; init; } = "";

    /// <summary>The measure's name in English.</summary>
    [JsonIgnore]
    public string MeasureEn { get; init; } = "";

    /// <summary>The reasons in English.</summary>
    public IReadOnlyList<string> WhyEn { get; init; } = [];

    /// <summary>The page of the value as it is now; null where it is no value of an indicator.</summary>
    public string? Page { get; init; }
}

/// <summary>What later corrections would change in a frozen report.</summary>
/// <param name="FiscalYear">The report's year.</param>
/// <param name="Version">Which version of it.</param>
/// <param name="ReceivedBy">What had been received by then is in it.</param>
/// <param name="Differences">In the report's order; none where it would say the same.</param>
public sealed record ReportComparison(int FiscalYear, string Version, DateTimeOffset ReceivedBy,
    IReadOnlyList<ReportDifference> Differences);

/// <summary>Compares a frozen report with what it would say now.</summary>
public sealed class ReportDifferences(ReportDataReader reader, YearFiguresReader figures)
{
    /// <summary>The differences, with what was received since.</summary>
    /// <param name="year">The fiscal year.</param>
    /// <param name="frozen">Its report.</param>
    /// <param name="showsDepartments">Whether the caller may see who handed in.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task<ReportComparison> OfAsync(FiscalYear year, FrozenReport frozen, bool showsDepartments, CancellationToken cancel)
    {
        var data = await reader.ReadAsync(year, null, cancel);
        var (before, now) = (frozen.Content(), ReportBuilder.Build(data));
        var differences = Compare(before, now, data.Reference.Catalogue, frozen.EnglishContent(), ReportBuilder.Build(data, english: true));
        var changed = Changes(before.Sources, now.Sources);
        var told = new List<ReportDifference>();
        var read = new Dictionary<(string, FiscalYear), IReadOnlyList<LaterEntry>>();
        foreach (var d in differences)
        {
            IReadOnlyList<LaterEntry> later = [];
            if (Drawn(d, year, data.Reference) is { } from && !read.TryGetValue(from, out later!))
            {
                read[from] = later = await LaterAsync(from.Topic, from.Year, frozen.ReceivedBy, data.Reference, showsDepartments, cancel);
            }

            var why = Why(d, later, changed);
            told.Add(d with { Entries = later, Why = [.. why.Select(w => w.Ja)], WhyEn = [.. why.Select(w => w.En)] });
        }

        return new(year.Value, frozen.Version, frozen.ReceivedBy, told);
    }

    /// <summary>What two reports of a year say otherwise, in the order of the first. Pure.</summary>
    /// <param name="before">The one.</param>
    /// <param name="now">The other.</param>
    /// <param name="catalogue">Names figures.</param>
    /// <param name="beforeInEnglish">The one in English; null where there is none: then its Japanese is quoted.</param>
    /// <param name="nowInEnglish">The other likewise.</param>
    public static IReadOnlyList<ReportDifference> Compare(AnnualReport before, AnnualReport now, Catalogue catalogue,
        AnnualReport? beforeInEnglish = null, AnnualReport? nowInEnglish = null)
    {
        var (old, current) = (ReportStatements.Of(before, beforeInEnglish, catalogue), ReportStatements.Of(now, nowInEnglish, catalogue));
        var keys = old.Concat(current).Select(s => s.Key).Distinct();
        var (oldByKey, newByKey) = (old.ToDictionary(s => s.Key, s => s.Said), current.ToDictionary(s => s.Key, s => s.Said));
        var names = Measures(beforeInEnglish).Concat(Measures(nowInEnglish)).DistinctBy(m => m.Id).ToDictionary(m => m.Id, m => m.Name,
            StringComparer.Ordinal);
        var measures = Measures(before).Concat(Measures(now)).DistinctBy(m => m.Name).ToDictionary(m => m.Name,
            m => names.GetValueOrDefault(m.Id, m.Name), StringComparer.Ordinal);
        return [.. keys.Select(k => (Key: k, Old: oldByKey.GetValueOrDefault(k, ReportStatement.Nothing),
            Now: newByKey.GetValueOrDefault(k, ReportStatement.Nothing))).Where(s => s.Old.Text != s.Now.Text)
            .Select(s => Told(s.Key, s.Old, s.Now, catalogue) with
            {
                MeasureEn = measures.GetValueOrDefault(s.Key.Measure, s.Key.Measure),
            })];
    }

    private static IEnumerable<ReportMeasure> Measures(AnnualReport? report) => report?.Groups.SelectMany(g => g.Measures) ?? [];

    private static ReportDifference Told(StatementKey key, ReportStatement old, ReportStatement now, Catalogue catalogue)
    {
        var name = key.Kind switch
        {
            "figure" => FigureNames.OfKey(key.Key, catalogue),
            "initiative" => new(key.Key.Split('|')[1], key.Key.Split('|')[1]),
            "target" => new(key.Measure, key.Measure),
            _ => ReportDifferenceMessages.TextName(key.Key),
        };
        var sentence = key.Kind switch
        {
            "figure" => ReportDifferenceMessages.Figure(name, old.Shown, now.Shown),
            "initiative" => ReportDifferenceMessages.Initiative(name.Ja, old.Shown, now.Shown),
            "target" => ReportDifferenceMessages.Target(old.Shown, now.Shown),
            _ => ReportDifferenceMessages.Text(name),
        };
        return new(key.Kind, key.Measure, key.Key, old.Text, now.Text, [], [])
        {
            Name = name.Ja,
            Sentence = sentence.Ja,
            SentenceEn = sentence.En,
            Page = now.Figure is { Indicator.Length: > 0, Month.Length: > 0 } f
                ? ProvenanceUrls.Value(f.Indicator, f.Month, f.Basis, f.Status).Page : null,
        };
    }

    private static List<BilingualText> Changes(ReportSources before, ReportSources now)
    {
        var changes = new List<BilingualText>();
        if (before.Catalogue != now.Catalogue)
        {
            changes.Add(ReportDifferenceMessages.Catalogue(before.Rules, now.Rules));
        }

        if (before.Register != now.Register)
        {
            changes.Add(ReportDifferenceMessages.Register);
        }

        if (before.Texts != now.Texts)
        {
            changes.Add(ReportDifferenceMessages.Texts);
        }

        return changes;
    }

    private static List<BilingualText> Why(ReportDifference d, IReadOnlyList<LaterEntry> later, List<BilingualText> changed)
    {
        var why = new List<BilingualText>();
        if (later.Count > 0)
        {
            why.Add(ReportDifferenceMessages.LaterEntries(later.Count, [.. later.Select(e => e.Measure).Distinct().Select(NameOf)]));
        }

        why.AddRange(changed);
        return why.Count > 0 ? why : [d.Kind == "text" ? ReportDifferenceMessages.OtherFigures : ReportDifferenceMessages.Program];
    }

    /// <summary>The topic and fiscal year that a difference is drawn from; null where it is no matter of figures.</summary>
    private static (string Topic, FiscalYear Year)? Drawn(ReportDifference d, FiscalYear year, ReferenceSnapshot reference)
    {
        var topic = d.Kind switch
        {
            "figure" => reference.Catalogue.Find(d.Key.Split(':', '@', '/', '#')[0])?.Topic,
            "initiative" => MeasureRegistry.Current.Find(MeasureRegister.Prefix + d.Key.Split('|')[0])?.Topic,
            _ => null,
        };
        return topic is null ? null : (topic,
            d.Key.Contains("@previous", StringComparison.Ordinal) ? new(year.Value - 1)
                : d.Key.Contains("@base", StringComparison.Ordinal) ? reference.Catalogue.BaseYear : year);
    }

    private async Task<IReadOnlyList<LaterEntry>> LaterAsync(string topic, FiscalYear year, DateTimeOffset receivedBy,
        ReferenceSnapshot reference, bool showsDepartments, CancellationToken cancel) =>
        [.. (await figures.AsReceivedByAsync(topic, year, DateTimeOffset.MaxValue, reference, cancel)).Said
            .Where(o => o.ReceivedAt > receivedBy).OrderBy(o => o.ReceivedAt).ThenBy(o => o.Month)
                .ThenBy(o => o.Section, StringComparer.Ordinal)
            .Select(o => Later(o, reference, showsDepartments))];

    private static LaterEntry Later(Observation o, ReferenceSnapshot reference, bool showsDepartments)
    {
        var name = NameOf(o.Measure);
        var department = (reference.Register.Get(o.Section, o.Month) ?? reference.Register.Newest(o.Section))?.Name;
        var sentence = ReportDifferenceMessages.Later(
            o.ReceivedAt.ToOffset(JapanTime.Offset), showsDepartments ? $"{department}({o.Section})" : null, o.Month,
            o.Initiative is { } i && showsDepartments ? new(i.Name, i.Name) : name, o.Source.Kind == Source.Drop, o.State.Text());
        return new(o.Measure, name.Ja, o.Month.ToString(), o.ReceivedAt, showsDepartments ? o.Section : null,
            showsDepartments ? o.Source.ToString() : null)
        {
            Sentence = sentence.Ja,
            SentenceEn = sentence.En,
            Page = showsDepartments ? ProvenanceUrls.Entry(o).Page : null,
        };
    }

    private static BilingualText NameOf(string measure) =>
        new(MeasureRegistry.Current.Get(measure).NameJa, MeasureRegistry.Current.Get(measure).NameEn);
}

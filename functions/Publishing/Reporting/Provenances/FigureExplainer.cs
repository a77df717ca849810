using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Publishing.Reporting.Provenances;

/// <summary>An observation in an explanation, with the use of each of its numbers.</summary>
internal sealed class ObservationUse(Observation observation, OperandSide side)
{
    public Observation Observation { get; } = observation;

    public OperandSide Side { get; } = side;

    /// <summary>The use of each of its numbers.</summary>
    public Dictionary<FigureCell, OperandRole> Counted { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Why numbers of it are left out.</summary>
    public Dictionary<FigureCell, ExcludedFigure> CellsLeftOut { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Why all of it is left out.</summary>
    public ExcludedFigure? LeftOut { get; set; }

    public bool IsCounted { get; set; }

    /// <summary>Every observation that an explanation read, in display order: sides, sections, months.</summary>
    public static IReadOnlyList<ObservationUse> Of(Explanation explanation)
    {
        var uses = new Dictionary<(Observation, OperandSide), ObservationUse>(ByReference.Comparer);
        foreach (var operand in explanation.Operands)
        {
            foreach (var c in operand.Contributions)
            {
                var use = Get(c.Observation, operand.Key.Side);
                use.IsCounted = true;
                if (c.Cell is not null)
                {
                    use.Counted[c.Cell] = operand.Key.Role;
                }
            }
        }

        foreach (var excluded in explanation.LeftOut)
        {
            var use = Get(excluded.Observation, excluded.Side);
            if (excluded.Cell is null)
            {
                use.LeftOut = excluded;
            }
            else
            {
                use.CellsLeftOut[excluded.Cell] = excluded;
            }
        }

        return [.. uses.Values.OrderBy(u => u.Side).ThenBy(u => u.Observation.Section, StringComparer.Ordinal)
            .ThenBy(u => u.Observation.Month)
            .ThenBy(u => u.Observation.Measure, StringComparer.Ordinal)
                .ThenBy(u => u.Observation.Initiative?.Name, StringComparer.Ordinal)];

        ObservationUse Get(Observation o, OperandSide side)
        {
            if (!uses.TryGetValue((o, side), out var use))
            {
                uses[(o, side)] = use = new(o, side);
            }

            return use;
        }
    }

    // By reference: comparing observations by content would compare all their cells, thousands of times.
    private sealed class ByReference : IEqualityComparer<(Observation Observation, OperandSide Side)>
    {
        public static readonly ByReference Comparer = new();

        public bool Equals((Observation Observation, OperandSide Side) x, (Observation Observation, OperandSide Side) y) =>
            ReferenceEquals(x.Observation, y.Observation) && x.Side == y.Side;

        public int GetHashCode((Observation Observation, OperandSide Side) key) =>
            System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Observation);
    }
}

/// <summary>Prepares figures for display: with names, sources and corrections, and without what the viewer may not see. Pure.</summary>
/// <param name="register">The names of sections.</param>
/// <param name="said">Everything that was said of the same keys.</param>
/// <param name="senders">Who sent a submission, by its id.</param>
/// <param name="groups">Which numbers about people may be shown.</param>
/// <param name="seesPeople">True for departments of which all may be shown.</param>
internal sealed class FigureExplainer(
    Register register, ILookup<ObservationKey, Observation> said, IReadOnlyDictionary<string, string> senders,
        SmallGroupFilter groups, Func<string, bool> seesPeople)
{
    public ExplainedFigure Explain(ObservationUse use)
    {
        var o = use.Observation;
        var measure = MeasureRegistry.Current.Get(o.Measure);
        return new(
            o.Measure, new(measure.NameJa, measure.NameEn), o.Section, NameOf(o), o.Month.ToString(), ProvenanceCodes.Of(o.Status),
                ProvenanceCodes.Of(use.Side), use.IsCounted, Note(use.LeftOut),
            [.. o.Cells.Select(c => Number(use, c))], Initiative(o), SourceOf(o), o.ReceivedAt, By(o), [.. Before(o).Select(Correct)],
                ProvenanceUrls.Entry(o));
    }

    /// <summary>True when the viewer may see the number.</summary>
    public bool Shows(Observation o, FigureCell cell) => seesPeople(o.Section) || groups.Show(o, cell);

    /// <summary>Entries of the same key that were there before, newest first.</summary>
    public IEnumerable<Observation> Before(Observation o) => EffectiveObservations.InOrder(said[o.Key])
        .TakeWhile(e => LedgerRow.Key(e) != LedgerRow.Key(o)).Reverse();

    public string NameOf(Observation o) => (register.Get(o.Section, o.Month) ?? register.Newest(o.Section))?.Name ?? o.Section;

    public string? By(Observation o) => o.Source.Kind == Source.Submission && senders.GetValueOrDefault(o.Source.Id) is { Length: > 0 } by
        ? by : null;

    public static FigureSource SourceOf(Observation o) => o.Source.Kind == Source.Drop
        ? new(o.Source.Kind, o.Source.Id, o.Source.ETag, Span(o.Cells.Select(c => c.Lines)))
        : new(o.Source.Kind, o.Source.Id, null, null);

    public static ExplainedInitiative? Initiative(Observation o) => o.Initiative is { } i
        ? new(i.Category, i.Name, i.Status.Text(), i.CountsTowardTarget, i.Partners, i.Note) : null;

    /// <summary>A part of a measure with its dimensions, for people.</summary>
    public static BilingualText PartName(Observation o, FigureCell c)
    {
        var terms = MeasureRegistry.Current.Get(o.Measure).TermsOf(c.Dimensions).ToList();
        return new(Join(PartNames.Ja(c.Part), terms.Select(t => t.Ja)), Join(c.Part, terms.Select(t => t.En)));
    }

    private ExplainedNumber Number(ObservationUse use, FigureCell c)
    {
        var d = c.Dimensions;
        return new(
            c.Part, PartName(use.Observation, c), OrNull(d.JobClass), OrNull(d.WorkPattern), OrNull(d.Reason),
            Shows(use.Observation, c) ? c.Value : null, use.Counted.TryGetValue(c, out var role) ? ProvenanceCodes.Of(role) : null,
            Note(use.CellsLeftOut.GetValueOrDefault(c)), OrNull(c.Lines));
    }

    private Correction Correct(Observation o) => new(
        o.ReceivedAt, By(o), SourceOf(o), [.. o.Cells.Select(c => new PriorNumber(c.Part, PartName(o, c), Shows(o, c) ? c.Value : null))],
            Initiative(o), ProvenanceUrls.Entry(o));

    private static ExclusionNote? Note(ExcludedFigure? excluded) => excluded is null ? null
        : excluded.Exclusion is { } e
            ? new(ProvenanceCodes.Of(excluded.Reason), new(e.Because, e.BecauseEn.Length > 0 ? e.BecauseEn : e.Because), e.Since)
        : new(ProvenanceCodes.Of(excluded.Reason), FormulaText.Because(excluded.Reason), null);

    private static string Join(string part, IEnumerable<string?> dimensions)
    {
        var known = dimensions.Where(d => !string.IsNullOrEmpty(d)).ToList();
        return known.Count == 0 ? part : $"{part} ({string.Join(" / ", known)})";
    }

    private static string? Span(IEnumerable<string> lines)
    {
        var numbers = lines.SelectMany(l => l.Split('-')).Select(l =>
            long.TryParse(l, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : 0)
            .Where(n => n > 0).ToList();
        return numbers.Count == 0 ? null : numbers.Min() == numbers.Max() ? $"{numbers.Min()}" : $"{numbers.Min()}-{numbers.Max()}";
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}

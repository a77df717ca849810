using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Reference;

/// <summary>A status of a register, or a value of a measure's dimension, that an upload of the catalogue leaves out.</summary>
/// <param name="Measure">The measure whose entries may use it.</param>
/// <param name="Dimension">The dimension; null for a status.</param>
/// <param name="Id">The status, or the value.</param>
/// <param name="NameJa">What it is called.</param>
/// <param name="NameEn">The same in English.</param>
public sealed record LostTerm(Measure Measure, Dimension? Dimension, string Id, string NameJa, string NameEn)
{
    /// <summary>True for an entry that could not be told any more.</summary>
    public bool IsIn(Observation o) => o.Measure == Measure.Id && (Dimension is null ? o.Initiative?.Status.Text() == Id
        : o.Cells.Any(c => In(c.Dimensions) == Id));

    private string In(Dimensions d) => Dimension!.Column switch
    {
        DimensionColumn.JobClass => d.JobClass,
        DimensionColumn.WorkPattern => d.WorkPattern,
        _ => d.Reason,
    };
}

/// <summary>Statuses and values of dimensions that only entries of the ledger keep from being removed. Pure.</summary>
public static class TermGuard
{
    /// <summary>What an upload leaves out of measures that it keeps.</summary>
    public static IReadOnlyList<LostTerm> Lost(Catalogue now, Catalogue would) => [.. now.MeasureSet.All
        .Select(m => (Before: m, After: would.MeasureSet.Find(m.Id))).Where(m => m.After is not null)
        .SelectMany(m => Statuses(now, m.Before, m.After!).Concat(m.Before.Dimensions.SelectMany(d => Values(m.Before, m.After!, d))))];

    /// <summary>What is wrong, with its lines.</summary>
    /// <param name="would">The upload.</param>
    /// <param name="utf8">What it says.</param>
    /// <param name="used">Of the terms that are lost, those that an entry has.</param>
    public static IReadOnlyList<RegisterError> Errors(Catalogue would, byte[] utf8, IEnumerable<LostTerm> used) =>
        ReferenceCheck.WithLines([.. used.DistinctBy(t => (t.Dimension?.Id ?? t.Measure.Id, t.Id)).Select(t => t.Dimension is { } d
            ? RegisterError.Of(0, Pointer(would, d), "term_vanished", TermMessages.ValueVanished(t.Measure, d, t.Id, t.NameJa, t.NameEn))
            : RegisterError.Of(0, Pointer(would, t.Measure), "status_vanished",
                TermMessages.StatusVanished(t.Measure, t.Id, t.NameJa, t.NameEn)))], utf8);

    private static IEnumerable<LostTerm> Statuses(Catalogue now, Measure before, Measure after) =>
        (before.Register?.Statuses ?? []).Except(after.Register?.Statuses ?? [], StringComparer.Ordinal)
            .Select(s => (Id: s, Status: now.MeasureSet.Status(s)))
            .Select(s => new LostTerm(before, null, s.Id, s.Status?.NameJa ?? s.Id, s.Status?.NameEn ?? s.Id));

    private static IEnumerable<LostTerm> Values(Measure before, Measure after, Dimension dimension) =>
        after.In(dimension.Column) is not { } kept ? [] : dimension.Terms.Where(t => kept.Term(t.Id) is null)
            .Select(t => new LostTerm(before, dimension, t.Id, t.NameJa, t.NameEn.Length > 0 ? t.NameEn : t.Id));

    private static string Pointer(Catalogue would, Dimension dimension) =>
        would.Dimensions.Index().FirstOrDefault(d => d.Item.Id == dimension.Id) is { Item: not null } listed
            ? $"/dimensions/{listed.Index}/terms"
            : would.Terms is null ? "/dimensions" : dimension.Column switch
            {
                DimensionColumn.JobClass => "/terms/jobClasses",
                DimensionColumn.WorkPattern => "/terms/workPatterns",
                _ => "/terms/reasons",
            };

    private static string Pointer(Catalogue would, Measure register) =>
        would.Measures.Index().FirstOrDefault(m => m.Item.Id == register.Id) is { Item.Register.Statuses.Count: > 0 } listed
            ? $"/measures/{listed.Index}/register/statuses" : "/statuses";
}

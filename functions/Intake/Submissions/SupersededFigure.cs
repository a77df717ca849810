using System.Globalization;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>A number of a submission that was based on a state that is no longer what holds.</summary>
/// <param name="Pointer">Its place in the submission.</param>
/// <param name="Measure">What it speaks of.</param>
/// <param name="Part">Which number; <c>""</c> where it was taken back.</param>
/// <param name="Sent">What was sent; null where it takes back.</param>
/// <param name="Holds">What was said last; null where that was taken back.</param>
/// <param name="Since">Since when.</param>
public sealed record SupersededFigure(string Pointer, string Measure, string Part, long? Sent, long? Holds, DateTimeOffset Since)
{
    /// <summary>Says of a measure that nothing held of it.</summary>
    public const string Nothing = "none";

    /// <summary>What is said of it.</summary>
    public BilingualText Text => FigureMessages.Overtaken(Part, Sent, Holds);

    /// <summary>A state as a form names it: when what is said last was handed in.</summary>
    public static string StateOf(Observation? last) => last is null ? Nothing
        : last.HandedInAt.UtcTicks.ToString(CultureInfo.InvariantCulture);

    /// <summary>What was overtaken; nothing where a submission does not say what it was based on, or says what was said last.</summary>
    public static IReadOnlyList<SupersededFigure> Of(Submission submission, IReadOnlyList<PriorValues> known) =>
        submission.BasedOn.Count == 0 ? [] :
        [.. submission.Observations.Zip(known).Where(x => x.First.Initiative is null && !x.Second.IsSaidBy(x.First)).SelectMany(x =>
        {
            var last = x.Second.Waiting ?? x.Second.Holding;
            return (submission.BasedOn.GetValueOrDefault(x.First.Measure) ?? submission.BasedOn.GetValueOrDefault("")) is { } basedOn
                && !Names(basedOn, last) ? Told(submission, x.First, last) : [];
        })];

    // The state that a form was shown, the receipt of what was said last, or a time at or after which nothing was said.
    private static bool Names(string basedOn, Observation? last) =>
        last is null ? !long.TryParse(basedOn, NumberStyles.None, CultureInfo.InvariantCulture, out _) : basedOn == StateOf(last)
            || basedOn == last.Source.Id
            || (DateTimeOffset.TryParse(basedOn, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                && basedOn.Contains('-', StringComparison.Ordinal) && last.HandedInAt <= at);

    private static IEnumerable<SupersededFigure> Told(Submission submission, Observation sent, Observation? last)
    {
        var since = last?.HandedInAt ?? default;
        var parts = sent.Cells.Where(c => last?.Value(c.Part) != c.Value).ToList();
        return parts.Count == 0
            ? [new(submission.Places.GetValueOrDefault($"{sent.Measure}.{Withdrawal.Field}", sent.Measure), sent.Measure, "", null,
                last?.Cells.FirstOrDefault()?.Value, since)]
            : parts.Select(c => new SupersededFigure(submission.Places.GetValueOrDefault($"{sent.Measure}.{c.Part}", sent.Measure),
                sent.Measure, c.Part, c.Value, last?.Value(c.Part), since));
    }
}

using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>Checks the figures of a submission.</summary>
internal sealed class FigureRules(ErrorList errors, MeasureOwners? owners = null)
{
    public IReadOnlyList<Observation> Check(IReadOnlyList<RawFigure> figures, string section, FiscalMonth month, FigureStatus status,
        Source source)
    {
        var observations = new List<Observation>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var figure in figures)
        {
            if (Find(figure) is not { } found)
            {
                continue;
            }

            // Of a month that cannot be told nobody can say which numbers are collected.
            var measure = month == default ? found : found.In(month.FiscalYear);
            var isWithdrawn = Withdrawal.IsAsked(figure.Parts);

            // Of a department or month that cannot be told nobody can say who owes it.
            if (!isWithdrawn && owners is not null && section.Length > 0 && month != default && !owners.Owes(measure.Id, section, month))
            {
                errors.Add(NotOwed(figure.Measure is { Text: not null } named ? named : new(figure.Pointer, measure.Id), measure,
                    owners.Of(measure.Id, month)));
                continue;
            }

            if (!seen.Add(measure.Id))
            {
                errors.Add(new(figure.Pointer, "measure_doubled", measure.Id, FigureMessages.Doubled(measure)));
                continue;
            }

            if (isWithdrawn)
            {
                if (Withdrawal.Contradiction(figure.Parts) is { } number)
                {
                    errors.Add(number, "withdrawn_with_number", FigureMessages.WithdrawnWithNumber);
                    continue;
                }

                observations.Add(new(measure.Id, section, month, status, [], null, source, default) { State = EntryState.Withdrawn });
            }
            else if (Cells(figure, measure) is { } cells)
            {
                observations.Add(new(measure.Id, section, month, status, cells, null, source, default));
            }
        }

        return observations;
    }

    internal static SubmissionError NotOwed(RawValue value, Measure measure,
        IReadOnlyList<SmartToyonaka.Domain.Organisation.Section> owners) =>
        new(value.Pointer, "measure_not_owed", ErrorList.Shorten(value.Text), FigureMessages.NotOwed(measure, owners));

    private Measure? Find(RawFigure figure)
    {
        if (figure.Measure is not { Text: { Length: > 0 } id } named)
        {
            errors.Add(new(figure.Measure?.Pointer ?? figure.Pointer + "/measure", "measure_missing", null, FigureMessages.MeasureMissing));
            return null;
        }

        var measures = MeasureRegistry.Current;
        if ((measures.Find(id) ?? measures.Find(Files.FileColumns.MeasureId(id))) is not { } measure
            || measure.Kind == MeasureKind.Register)
        {
            errors.Add(named, "measure_unknown", FigureMessages.MeasureUnknown);
            return null;
        }

        if (measure.DropFolder is { } folder && !Withdrawal.IsAsked(figure.Parts))
        {
            errors.Add(named, "measure_comes_by_file", FigureMessages.ComesByFile(measure, id, folder));
            return null;
        }

        return measure;
    }

    private IReadOnlyList<FigureCell>? Cells(RawFigure figure, Measure measure)
    {
        var wrong = false;
        // A field of a number that is not collected any more may still be there, and empty.
        foreach (var (name, value) in figure.Parts.Where(p => !measure.Parts.Contains(p.Key)
            && !(p.Value.Text is "" && MeasureRegistry.Current.Find(measure.Id)?.Parts.Contains(p.Key) == true)
            && p.Key is not (Withdrawal.Field or SubmissionCheck.BasedOn)))
        {
            errors.Add(value, "part_unknown", FigureMessages.PartUnknown(measure, name));
            wrong = true;
        }

        var cells = new List<FigureCell>();
        foreach (var part in measure.Parts)
        {
            var value = figure.Parts.TryGetValue(part, out var given) ? given : new RawValue(PointerOf(figure, part), "");
            var reading = value.Text is null ? NumberParseResult.Wrong(NumberParseError.NotANumber) : NumberText.ParseCount(value.Text);
            if (reading.State != CellState.Value)
            {
                errors.Number(value, reading);
                wrong = true;
                continue;
            }

            cells.Add(new(Dimensions.None, part, (long)reading.Value));
        }

        if (!wrong && measure.ShareOfWhole && cells[0].Value > cells[1].Value)
        {
            errors.Add(figure.Parts[measure.Parts[0]], "share_exceeds_whole",
                FigureMessages.ShareExceedsWhole(measure, cells[0].Value, cells[1].Value));
            wrong = true;
        }

        return wrong ? null : cells;
    }

    private static string PointerOf(RawFigure figure, string part) => figure.Pointer.StartsWith('/') ? $"{figure.Pointer}/{part}"
        : $"{figure.Pointer}.{part}";
}

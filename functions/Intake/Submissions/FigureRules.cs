using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>Checks the figures of a submission.</summary>
internal sealed class FigureRules(ErrorList errors)
{
    public IReadOnlyList<Observation> Check(IReadOnlyList<RawFigure> figures, string section, FiscalMonth month, FigureStatus status, Source source)
    {
        var found = new List<Observation>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var figure in figures)
        {
            if (Find(figure) is not { } measure)
            {
                continue;
            }

            if (!seen.Add(measure.Id))
            {
                errors.Add(new(figure.Pointer, "measure_doubled", measure.Id, $"「{measure.NameJa}」が2回あります。1つにまとめてください。", $"'{measure.Id}' is given twice; give it once."));
                continue;
            }

            if (Cells(figure, measure) is { } cells)
            {
                found.Add(new(measure.Id, section, month, status, cells, null, source, default));
            }
        }

        return found;
    }

    private Measure? Find(RawFigure figure)
    {
        if (figure.Measure is not { Text: { Length: > 0 } id } named)
        {
            errors.Add(new(figure.Measure?.Pointer ?? figure.Pointer + "/measure", "measure_missing", null, "項目(measure)を入れてください。", "measure is missing; name what the number is of."));
            return null;
        }

        if ((BuiltInMeasures.Find(id) ?? BuiltInMeasures.Find(SmartToyonaka.Intake.Submissions.Files.FileColumns.MeasureId(id))) is not { } measure || measure.Kind == MeasureKind.Register)
        {
            errors.Add(named, "measure_unknown", $"この項目(measure)はありません。使えるもの: {string.Join("、", BuiltInMeasures.OfForms.Select(m => $"{m.NameJa} {m.Id}"))}", $"There is no such measure. Known: {string.Join(", ", BuiltInMeasures.OfForms.Select(m => m.Id))}");
            return null;
        }

        if (measure.DropFolder is { } folder)
        {
            errors.Add(named, "measure_comes_by_file", $"「{measure.NameJa}」はCSVファイル(drops/{folder})で受け付けます。", $"'{id}' is handed in as a CSV file in drops/{folder}.");
            return null;
        }

        return measure;
    }

    private IReadOnlyList<FigureCell>? Cells(RawFigure figure, Measure measure)
    {
        var wrong = false;
        foreach (var (name, value) in figure.Parts.Where(p => !measure.Parts.Contains(p.Key)))
        {
            errors.Add(value, "part_unknown", $"「{measure.NameJa}」に {name} はありません。使えるもの: {string.Join("、", measure.Parts)}", $"'{measure.Id}' has no {name}; it has {string.Join(", ", measure.Parts)}.");
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
                $"{PartNames.Ja(measure.Parts[0])}({cells[0].Value})が {PartNames.Ja(measure.Parts[1])}({cells[1].Value})を超えています。どちらかを直してください。",
                $"{measure.Parts[0]} ({cells[0].Value}) exceeds {measure.Parts[1]} ({cells[1].Value}); correct one of them.");
            wrong = true;
        }

        return wrong ? null : cells;
    }

    private static string PointerOf(RawFigure figure, string part) => figure.Pointer.StartsWith('/') ? $"{figure.Pointer}/{part}" : $"{figure.Pointer}.{part}";
}

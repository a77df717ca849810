using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>Checks the figures of a submission.</summary>
internal sealed class FigureRules(ErrorList errors, MeasureOwners? owners = null)
{
    public IReadOnlyList<Observation> Check(IReadOnlyList<RawFigure> figures, string section, FiscalMonth month, FigureStatus status,
        Source source)
    {
        var found = new List<Observation>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var figure in figures)
        {
            if (Find(figure) is not { } measure)
            {
                continue;
            }

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
                errors.Add(new(figure.Pointer, "measure_doubled", measure.Id, $"「{measure.NameJa}」が2回あります。1つにまとめてください。",
                    $"'{measure.Id}' is given twice; give it once."));
                continue;
            }

            if (isWithdrawn)
            {
                if (Withdrawal.Contradiction(figure.Parts) is { } number)
                {
                    errors.Add(number, "withdrawn_with_number", "取消と数値が一緒に入っています。取り消すときは数値を空に、訂正するときは取消を外してください。",
                        "A number stands beside the withdrawal. Leave the numbers out to take them back; leave the withdrawal out to "
                            + "correct them.");
                    continue;
                }

                found.Add(new(measure.Id, section, month, status, [], null, source, default) { State = EntryState.Withdrawn });
            }
            else if (Cells(figure, measure) is { } cells)
            {
                found.Add(new(measure.Id, section, month, status, cells, null, source, default));
            }
        }

        return found;
    }

    internal static SubmissionError NotOwed(RawValue value, Measure measure,
        IReadOnlyList<SmartToyonaka.Domain.Organisation.Section> owners)
    {
        var who = string.Join("、", owners.Take(10).Select(s => $"{s.Code} {s.Name}")) + (owners.Count > 10 ? " ほか" : "");
        return new(value.Pointer, "measure_not_owed", ErrorList.Shorten(value.Text),
            owners.Count == 0
                ? $"「{measure.NameJa}」を提出する所属は定められていません。この項目を取り除くか、管理者にカタログの owed を確かめるよう頼んでください。"
                : $"「{measure.NameJa}」を提出するのは {who} です。所属か項目を確かめるか、この項目を取り除いてください。",
            owners.Count == 0
                ? $"Nobody is named to hand in '{measure.Id}'. Remove it, or ask the administrator to check 'owed' in the catalogue."
                : $"'{measure.Id}' is handed in by "
                    + $"{string.Join(", ", owners.Take(10).Select(s => $"{s.Code} {s.Name}"))}{(owners.Count > 10 ? " and others" : "")}. "
                    + $"Check the department or the measure, or remove it.");
    }

    private Measure? Find(RawFigure figure)
    {
        if (figure.Measure is not { Text: { Length: > 0 } id } named)
        {
            errors.Add(new(figure.Measure?.Pointer ?? figure.Pointer + "/measure", "measure_missing", null, "項目(measure)を入れてください。",
                "measure is missing; name what the number is of."));
            return null;
        }

        if ((BuiltInMeasures.Find(id) ?? BuiltInMeasures.Find(SmartToyonaka.Intake.Submissions.Files.FileColumns.MeasureId(id)))
            is not { } measure || measure.Kind == MeasureKind.Register)
        {
            errors.Add(named, "measure_unknown",
                $"この項目(measure)はありません。使えるもの: {string.Join("、", BuiltInMeasures.OfForms.Select(m => $"{m.NameJa} {m.Id}"))}",
                    $"There is no such measure. Known: {string.Join(", ", BuiltInMeasures.OfForms.Select(m => m.Id))}");
            return null;
        }

        if (measure.DropFolder is { } folder && !Withdrawal.IsAsked(figure.Parts))
        {
            errors.Add(named, "measure_comes_by_file", $"「{measure.NameJa}」はCSVファイル(drops/{folder})で受け付けます。",
                $"'{id}' is handed in as a CSV file in drops/{folder}.");
            return null;
        }

        return measure;
    }

    private IReadOnlyList<FigureCell>? Cells(RawFigure figure, Measure measure)
    {
        var wrong = false;
        foreach (var (name, value) in figure.Parts.Where(p => !measure.Parts.Contains(p.Key)
            && p.Key is not (Withdrawal.Field or SubmissionCheck.BasedOn)))
        {
            errors.Add(value, "part_unknown", $"「{measure.NameJa}」に {name} はありません。使えるもの: {string.Join("、", measure.Parts)}",
                $"'{measure.Id}' has no {name}; it has {string.Join(", ", measure.Parts)}.");
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
                $"{PartNames.Ja(measure.Parts[0])}({cells[0].Value})が {PartNames.Ja(measure.Parts[1])}({cells[1].Value})を超えています。"
                    + $"どちらかを直してください。",
                $"{measure.Parts[0]} ({cells[0].Value}) exceeds {measure.Parts[1]} ({cells[1].Value}); correct one of them.");
            wrong = true;
        }

        return wrong ? null : cells;
    }

    private static string PointerOf(RawFigure figure, string part) => figure.Pointer.StartsWith('/') ? $"{figure.Pointer}/{part}"
        : $"{figure.Pointer}.{part}";
}

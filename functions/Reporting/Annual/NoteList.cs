using SmartToyonaka.Indicators;
using SmartToyonaka.Reference;

namespace SmartToyonaka.Reporting.Annual;

/// <summary>The footnotes of a report, numbered as they are first asked for: what a value leaves out, and why newer months are not in it.</summary>
internal sealed class NoteList(ReportData data, FigurePrinter printer)
{
    private readonly List<string> all = [];

    public IReadOnlyList<string> All => all;

    /// <summary>The number of a footnote; one that says the same is not said twice.</summary>
    public int? Number(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var at = all.IndexOf(text);
        if (at < 0)
        {
            all.Add(text);
            at = all.Count - 1;
        }

        return at + 1;
    }

    /// <summary>A figure of a text with its footnote; dates have none.</summary>
    public ReportRun WithNote(ReportRun run, TemplateFigure asked) =>
        asked.Part == TemplatePart.Text && data.Reference.Catalogue.Find(asked.Indicator) is { } indicator ? WithNote(run, indicator, asked.Time == TemplateTime.Latest) : run;

    /// <summary>A figure with the footnote on what its indicator leaves out.</summary>
    public ReportRun WithNote(ReportRun run, Indicator indicator, bool isLatest = true) => run with { Note = Number(Of(indicator, isLatest)) };

    private string Of(Indicator indicator, bool isLatest)
    {
        var catalogue = data.Reference.Catalogue;
        var sentences = new List<string>();
        if (catalogue.Scopes.FirstOrDefault(s => s.Id == indicator.Formula.Scope) is { } scope)
        {
            sentences.AddRange(scope.LeaveOutPeople.Concat(scope.LeaveOutMinutes).Select(e => e.Because));
        }

        sentences.AddRange(catalogue.Sheets.FirstOrDefault(s => s.Indicator == indicator.Id)?.Exclusions.Select(e => $"{e.WhatJa}: {e.BecauseJa}") ?? []);
        if (isLatest && printer.Newest(indicator) is { Reason.Length: > 0 } newest)
        {
            sentences.Add(newest.Value is null ? $"以後の月は計算できません: {newest.Reason}" : newest.Reason);
        }

        return string.Join(" ", sentences.Select(s => s.TrimEnd('。') + "。"));
    }
}

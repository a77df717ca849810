using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>
/// The footnotes of a report, numbered as they are first asked for: what a value leaves out, and why newer months are not in it.
/// </summary>
internal sealed class FootnoteList(ReportData data, FigureFormatter formatter)
{
    private readonly List<string> all = [];

    public IReadOnlyList<string> All => all;

    /// <summary>The numbers of footnotes; one that says the same is not said twice. Null for none.</summary>
    public IReadOnlyList<int>? Numbers(params IEnumerable<string> texts)
    {
        var numbers = texts.Where(t => t.Length > 0).Select(Number).ToList();
        return numbers.Count > 0 ? numbers : null;
    }

    /// <summary>A figure of a text with its footnotes; dates have none.</summary>
    public ReportRun WithNotes(ReportRun run, TemplateFigure asked) =>
        asked.Part == TemplatePart.Text && data.Reference.Catalogue.Find(asked.Indicator) is { } indicator
            ? WithNotes(run, indicator, asked.Time == TemplateTime.Latest) : run;

    /// <summary>A figure with the footnotes on what its indicator leaves out and on newer months that are not in it.</summary>
    public ReportRun WithNotes(ReportRun run, Indicator indicator, bool isLatest = true) =>
        run with { Notes = Numbers(Exclusions(indicator), isLatest ? Newer(indicator) : "") };

    private int Number(string text)
    {
        var at = all.IndexOf(text);
        if (at < 0)
        {
            all.Add(text);
            at = all.Count - 1;
        }

        return at + 1;
    }

    private string Exclusions(Indicator indicator)
    {
        if ((data.Texts?.Notes.GetValueOrDefault(indicator.Id) ?? indicator.Note) is { } note)
        {
            return note;
        }

        var catalogue = data.Reference.Catalogue;
        var scope = catalogue.Scopes.FirstOrDefault(s => s.Id == indicator.Formula.Scope);
        var ofScope = scope is null ? [] : scope.LeaveOutPeople.Concat(scope.LeaveOutMinutes).Select(e => e.Because);
        var ofSheet = catalogue.SheetOf(indicator.Id)?.Exclusions.Select(e => e.BecauseJa.Contains(e.WhatJa, StringComparison.Ordinal)
            ? e.BecauseJa : $"{e.WhatJa}: {e.BecauseJa}") ?? [];
        return string.Concat(ofScope.Concat(ofSheet).Select(s => s.TrimEnd('。') + "。"));
    }

    private string Newer(Indicator indicator) => formatter.Newest(indicator) is { Reason.Length: > 0 } newest
        ? newest.Value is null ? $"以後の月は計算できません: {newest.Reason}" : newest.Reason
        : "";
}

using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Messages;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Messages;

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
        if (data.Texts?.Notes.GetValueOrDefault(indicator.Id) is { } ofYear)
        {
            return ofYear;
        }

        if (indicator.Note is { } note)
        {
            return formatter.Of(new(note, indicator.NoteEn ?? note));
        }

        var catalogue = data.Reference.Catalogue;
        var scope = catalogue.Scopes.FirstOrDefault(s => s.Id == indicator.Formula.Scope);
        var ofScope = scope is null ? [] : scope.LeaveOutPeople.Concat(scope.LeaveOutMinutes)
            .Select(e => new BilingualText(e.Because, e.BecauseEn.Length > 0 ? e.BecauseEn : e.Because));
        var ofSheet = catalogue.SheetOf(indicator.Id)?.Exclusions.Select(e => new BilingualText(
            Said(e.WhatJa, e.BecauseJa), Said(e.WhatEn, e.BecauseEn))) ?? [];
        return string.Join(formatter.Of(new("", " ")), ofScope.Concat(ofSheet)
            .Select(s => formatter.Of(new(s.Ja.TrimEnd('。') + "。", s.En.TrimEnd('.') + "."))));
    }

    private static string Said(string what, string because) =>
        because.Contains(what, StringComparison.Ordinal) ? because : $"{what}: {because}";

    private string Newer(Indicator indicator)
    {
        if (formatter.Newest(indicator) is not { Reason.Length: > 0 } newest)
        {
            return "";
        }

        var reason = ReasonMessages.Of(newest.ReasonCode, newest.Reason);
        return formatter.Of(newest.Value is null ? AnnualReportMessages.LaterNotComputable(reason) : reason);
    }
}

using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Operations.Access;

namespace SmartToyonaka.Intake.Submissions.Forms;

/// <summary>Hands in one answer of a workbook, as its flow would have done.</summary>
public sealed class FormAnswerIntake(SubmissionService service, ReferenceData reference, TimeProvider clock)
{
    /// <summary>Accepts an answer, or says why not.</summary>
    internal async Task<(string Outcome, IReadOnlyList<SubmissionError> Errors)> TakeAsync(FormMapping mapping, WorkbookAnswer row,
        CancellationToken cancel)
    {
        if (row.Id.Length == 0)
        {
            return Wrong(AnswerOutcome.Refused, row, "answer_without_id", "回答の番号(ID)が読めません。ブックの列 ID を書き換えないでください。",
                "The answer's number (ID) cannot be read; leave the column ID as it is.");
        }

        // As for a repeated flow: an accepted answer stays accepted, whatever the mapping says now.
        var before = await service.FindAcceptedAsync(mapping.Form, row.Id, cancel);
        if (before.Any(accepted => row.Answer.SaysTheSameAs(accepted.Evidence)))
        {
            return (AnswerOutcome.Taken, []);
        }

        var check = SubmissionCheck.Check(row.Answer.ToSubmission(mapping), SubmissionRules.Of(await reference.GetAsync(cancel), clock));
        if (check.Submission is not { } submission)
        {
            return !before.Any(b => check.Department is null || b.Submission.Department == check.Department)
                ? (AnswerOutcome.Refused, check.Errors) : Changed(row);
        }

        if (mapping.Workbook!.Departments is { Count: > 0 } allowed && !allowed.Contains(submission.Department))
        {
            return Wrong(AnswerOutcome.Refused, row, "other_department", "このフォームでは提出できない所属です。対応表の workbook.departments を確かめてください。",
                "This form may not hand in for that department; see workbook.departments of the mapping.");
        }

        var caller = new Caller($"workbook:{mapping.Form}", Role.Department, submission.Department);
        var result = await service.AcceptAsync(submission, null, caller, "application/json", row.Answer.ToEvidence(mapping), cancel);
        return result.Kind switch
        {
            SubmissionOutcome.Closed => Wrong(AnswerOutcome.Closed, row, "month_closed", "対象の月は締め切られています。管理者に開けてもらえば、次の取込みで受け付けます。",
                "The month is closed; once it is opened again, the next run takes this."),
            SubmissionOutcome.TooLarge => Wrong(AnswerOutcome.Refused, row, "submission_too_large", "1つの回答としては大きすぎて保存できません。分けて回答してください。",
                "This answer is too large to be kept; answer in parts."),
            SubmissionOutcome.Conflict => Changed(row),
            _ => (AnswerOutcome.Taken, []),
        };
    }

    private static (string Outcome, IReadOnlyList<SubmissionError> Errors) Changed(WorkbookAnswer row) => Wrong(
        AnswerOutcome.Changed, row, "answer_changed", "受け付けたあとで回答が書き換えられています。受け付けた内容はそのままです。訂正は、フォームから新しく回答してください。",
        "The answer was changed after it had been accepted; what was accepted stands. To correct it, answer the form anew.");

    private static (string Outcome, IReadOnlyList<SubmissionError> Errors) Wrong(string outcome, WorkbookAnswer row, string code,
        string ja, string en) =>
        (outcome, [new SubmissionError(row.Pointer, code, null, ja, en)]);
}

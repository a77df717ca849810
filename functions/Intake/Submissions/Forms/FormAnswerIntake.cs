using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Messages;
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
            return Wrong(AnswerOutcome.Refused, row, "answer_without_id", FormsMessages.AnswerWithoutId);
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
            return Wrong(AnswerOutcome.Refused, row, "other_department", FormsMessages.OtherDepartment);
        }

        var caller = new Caller($"workbook:{mapping.Form}", Role.Department, submission.Department);
        var result = await service.AcceptAsync(submission, null, caller, "application/json", row.Answer.ToEvidence(mapping), cancel);
        return result.Kind switch
        {
            SubmissionOutcome.Closed => Wrong(AnswerOutcome.Closed, row, "month_closed", FormsMessages.MonthClosed),
            SubmissionOutcome.TooLarge => Wrong(AnswerOutcome.Refused, row, "submission_too_large", FormsMessages.AnswerTooLarge),
            SubmissionOutcome.Conflict => Changed(row),
            _ => (AnswerOutcome.Taken, []),
        };
    }

    private static (string Outcome, IReadOnlyList<SubmissionError> Errors) Changed(WorkbookAnswer row) => Wrong(
        AnswerOutcome.Changed, row, "answer_changed", FormsMessages.AnswerChanged);

    private static (string Outcome, IReadOnlyList<SubmissionError> Errors) Wrong(string outcome, WorkbookAnswer row, string code,
        BilingualText text) =>
        (outcome, [new SubmissionError(row.Pointer, code, null, text)]);
}

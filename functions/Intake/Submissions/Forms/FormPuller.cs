using System.Text.Json;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Infrastructure.Graph;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions.Files;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Operations.Telemetry;

namespace SmartToyonaka.Intake.Submissions.Forms;

/// <summary>
/// Accepts the answers of Microsoft Forms from the workbooks in which Forms stores them: through the same service and under the same number
/// as those of a flow, so that an answer that arrives both ways is accepted once.
/// </summary>
public sealed partial class FormPuller(
    FormMappings mappings, GraphFiles files, SubmissionService service, ReferenceData reference, StorageAccount storage,
        Instrumentation instrumentation, TimeProvider clock, ILogger<FormPuller> log)
{
    private const int SavedEvery = 100, MostErrors = 1_000;

    private readonly BlobStore state = storage.Container(ContainerNames.State), receipts = storage.Container(ContainerNames.Receipts);

    /// <summary>Reads every workbook that a mapping names. An error in one does not stop the others.</summary>
    public async Task PullAsync(CancellationToken cancel)
    {
        await mappings.PullAsync(cancel);
        foreach (var mapping in await mappings.WithWorkbookAsync(cancel))
        {
            await PullAsync(mapping, cancel);
        }
    }

    private async Task PullAsync(FormMapping mapping, CancellationToken cancel)
    {
        var seen = await ReadStateAsync(mapping.Form, cancel);
        var file = new GraphFile(mapping.Workbook!.Drive, mapping.Workbook.Item);
        var (tag, fault) = await files.FindAsync(file, cancel);

        // Refused answers are retried although the workbook is unchanged: a mapping, a department or a closed month may have changed.
        if (tag is not null && tag == seen.Tag && mapping.Hash == seen.Mapping
            && seen.Answers.Values.All(a => a.Outcome == AnswerOutcome.Taken))
        {
            return;
        }

        var content = default(byte[]);
        if (tag is not null)
        {
            (content, fault) = await files.DownloadAsync(file, FileLimits.BodyBytes, cancel);
        }

        if (content is null)
        {
            await WriteAsync(new(mapping.Form, "not-read", fault.Text(), clock.GetUtcNow(), seen.Answers.Count,
                seen.Answers.Values.Count(a => a.Outcome == AnswerOutcome.Taken), []), cancel);
            Log.NotRead(log, mapping.Form, fault.Text());
            return;
        }

        var (answers, errors) = FormWorkbookReader.Read(content, mapping);
        if (errors.Count > 0)
        {
            await WriteAsync(new(mapping.Form, "refused", "", clock.GetUtcNow(), 0, 0,
                [.. errors.Take(MostErrors).Select(e => AnswerError.Of("", e))]), cancel);
            Log.Read(log, mapping.Form, "refused", 0, 0);
            return;
        }

        await TakeAllAsync(mapping, answers, seen, tag!, cancel);
    }

    private async Task TakeAllAsync(FormMapping mapping, IReadOnlyList<WorkbookAnswer> answers, FormPullState seen, string tag,
        CancellationToken cancel)
    {
        var errors = new List<AnswerError>();
        var taken = 0;
        var unsaved = 0;
        foreach (var answer in answers)
        {
            cancel.ThrowIfCancellationRequested();
            var hash = answer.Answer.HashOf(mapping);
            if (answer.Id.Length > 0 && seen.Answers.TryGetValue(answer.Id, out var known) && known.Outcome == AnswerOutcome.Taken
                && known.Hash == hash)
            {
                taken++;
                continue;
            }

            var (outcome, wrong) = await TakeAsync(mapping, answer, cancel);
            instrumentation.Answered(outcome);
            taken += outcome == AnswerOutcome.Taken ? 1 : 0;
            errors.AddRange(wrong.Select(e => AnswerError.Of(answer.Id, e)));
            if (answer.Id.Length > 0)
            {
                seen.Answers[answer.Id] = new(hash, outcome);
            }

            // The service accepts each answer once in any case; this state only avoids repeated calls.
            if (++unsaved % SavedEvery == 0)
            {
                await SaveAsync(mapping.Form, seen with { Tag = "" }, cancel);
            }
        }

        // The receipt first: a workbook that is recorded as read is not read again, and its receipt would stay missing.
        var result = taken == answers.Count ? "taken" : "taken-in-part";
        await WriteAsync(new(mapping.Form, result, "", clock.GetUtcNow(), answers.Count, taken, [.. errors.Take(MostErrors)]), cancel);
        await SaveAsync(mapping.Form, seen with { Tag = errors.Count == 0 ? tag : "", Mapping = mapping.Hash }, cancel);
        Log.Read(log, mapping.Form, result, answers.Count, taken);
    }

    private async Task<(string Outcome, IReadOnlyList<SubmissionError> Errors)> TakeAsync(FormMapping mapping, WorkbookAnswer row,
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

    private async Task<FormPullState> ReadStateAsync(string form, CancellationToken cancel) =>
        await state.ReadAsync(StateBlob(form), cancel) is { } held
            ? JsonSerializer.Deserialize<FormPullState>(held.Content, FormPullState.Json) ?? FormPullState.None : FormPullState.None;

    private Task SaveAsync(string form, FormPullState now, CancellationToken cancel) =>
        state.WriteAsync(StateBlob(form), JsonSerializer.SerializeToUtf8Bytes(now, FormPullState.Json), "application/json", cancel);

    private Task WriteAsync(FormReceipt receipt, CancellationToken cancel) =>
        receipts.WriteAsync($"forms/{receipt.Form}.json", JsonSerializer.SerializeToUtf8Bytes(receipt, FormPullState.Json),
            "application/json", cancel);

    private static string StateBlob(string form) => $"forms/{form}.json";

    private static partial class Log
    {
        [LoggerMessage(4111, LogLevel.Information, "Workbook of form {Form}: {State}, {Answers} answers, {Taken} taken")]
        public static partial void Read(ILogger logger, string form, string state, int answers, int taken);

        [LoggerMessage(4112, LogLevel.Warning, "The workbook of form {Form} could not be read: {Reason}")]
        public static partial void NotRead(ILogger logger, string form, string reason);
    }
}

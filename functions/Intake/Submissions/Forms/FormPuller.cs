using Microsoft.Extensions.Logging;
using SmartToyonaka.Infrastructure.Graph;
using SmartToyonaka.Intake.Submissions.Files;
using SmartToyonaka.Operations.Telemetry;

namespace SmartToyonaka.Intake.Submissions.Forms;

/// <summary>
/// Accepts the answers of Microsoft Forms from the workbooks in which Forms stores them: through the same service and under the same number
/// as those of a flow, so that an answer that arrives both ways is accepted once.
/// </summary>
public sealed partial class FormPuller(
    FormMappings mappings, GraphFiles files, FormAnswerIntake intake, FormPullStore store, Instrumentation instrumentation,
    TimeProvider clock, ILogger<FormPuller> log)
{
    private const int SavedEvery = 100, MostErrors = 1_000;

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
        var seen = await store.ReadAsync(mapping.Form, cancel);
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
            await store.WriteAsync(new(mapping.Form, "not-read", fault.Text(), clock.GetUtcNow(), seen.Answers.Count,
                seen.Answers.Values.Count(a => a.Outcome == AnswerOutcome.Taken), []), cancel);
            Log.NotRead(log, mapping.Form, fault.Text());
            return;
        }

        var (answers, errors) = FormWorkbookReader.Read(content, mapping);
        if (errors.Count > 0)
        {
            await store.WriteAsync(new(mapping.Form, "refused", "", clock.GetUtcNow(), 0, 0,
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

            var (outcome, wrong) = await intake.TakeAsync(mapping, answer, cancel);
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
                await store.SaveAsync(mapping.Form, seen with { Tag = "" }, cancel);
            }
        }

        // The receipt first: a workbook that is recorded as read is not read again, and its receipt would stay missing.
        var result = taken == answers.Count ? "taken" : "taken-in-part";
        await store.WriteAsync(new(mapping.Form, result, "", clock.GetUtcNow(), answers.Count, taken, [.. errors.Take(MostErrors)]),
            cancel);
        await store.SaveAsync(mapping.Form, seen with { Tag = errors.Count == 0 ? tag : "", Mapping = mapping.Hash }, cancel);
        Log.Read(log, mapping.Form, result, answers.Count, taken);
    }

    private static partial class Log
    {
        [LoggerMessage(4111, LogLevel.Information, "Workbook of form {Form}: {State}, {Answers} answers, {Taken} taken")]
        public static partial void Read(ILogger logger, string form, string state, int answers, int taken);

        [LoggerMessage(4112, LogLevel.Warning, "The workbook of form {Form} could not be read: {Reason}")]
        public static partial void NotRead(ILogger logger, string form, string reason);
    }
}

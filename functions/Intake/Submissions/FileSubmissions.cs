using SmartToyonaka.Intake.Submissions.Files;
using SmartToyonaka.Operations.Access;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>A file of a submission as read and checked.</summary>
/// <param name="Fault">Why it cannot be read at all; null when it can.</param>
/// <param name="Raw">What it says; null where there is a fault.</param>
/// <param name="Preview">What would become of it; null where there is a fault.</param>
public sealed record FileSubmissionCheck(FileFault? Fault, RawSubmission? Raw, SubmissionPreviewResult? Preview)
{
    /// <summary>What would be submitted; null while something is wrong.</summary>
    public Submission? Submission => Preview is { Closed.Count: 0 } ? Preview.Check.Submission : null;
}

/// <summary>Submissions that are a file alone: first checked, then accepted.</summary>
public sealed class FileSubmissions(SubmissionPreview preview, SubmissionService service)
{
    // What is read from files may come to as much as a body without files.
    private const int MaxEvidence = 1024 * 1024;

    /// <summary>What would become of a file; nothing is stored.</summary>
    /// <param name="department">Whose it is; <c>""</c> where its rows say so.</param>
    /// <param name="month">The month; <c>""</c> where its rows say so.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task<FileSubmissionCheck> CheckAsync(string department, string month, SubmittedFile file, CancellationToken cancel)
    {
        var fields = FormSubmission.Read(new Dictionary<string, string> { ["department"] = department, ["month"] = month }
            .Where(f => f.Value.Length > 0));
        var (raw, fault) = SubmissionFiles.Read(fields, [file]);
        return new(fault, raw, raw is null ? null : await preview.PreviewAsync(raw, cancel));
    }

    /// <summary>Accepts a file that was checked just now.</summary>
    public async Task<SubmissionResult> AcceptAsync(FileSubmissionCheck check, SubmittedFile file, string key, Caller caller,
        CancellationToken cancel)
    {
        var evidence = FileEvidence.Write(check.Raw!, [file]);
        return evidence.Length > MaxEvidence ? new(SubmissionOutcome.TooLarge, "")
            : await service.AcceptAsync(check.Submission!, key, caller, FileEvidence.ContentType, evidence, cancel);
    }
}

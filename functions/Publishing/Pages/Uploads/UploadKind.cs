using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Publishing.Pages.Provenances;

namespace SmartToyonaka.Publishing.Pages.Uploads;

/// <summary>What a file on the page holds: the figures of a submission, or the rows of a folder of the drops.</summary>
/// <param name="Id"><c>submission</c>, or the folder.</param>
/// <param name="Ja">As clerks call it.</param>
/// <param name="En">In English.</param>
public sealed record UploadKind(string Id, string Ja, string En)
{
    public static readonly UploadKind Submission = new("submission", "所属の数字・取組み", "A department's figures and initiatives");

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<UploadKind> All =>
        [Submission, .. DropProfile.All.Select(p => new UploadKind(p.Folder, $"{p.Measure.NameJa}({p.Folder})", $"{p.Measure.NameEn} ({p.Folder})"))];

    public bool IsSubmission => Id == Submission.Id;

    public static UploadKind? Find(string? id) => All.FirstOrDefault(k => k.Id == id);

    /// <summary>The name in the viewer's language.</summary>
    public string In(PageViewer viewer) => viewer.Of(Ja, En);
}

using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>
/// What is stored of a submission with files: the values with their places, and each file's name and SHA-256. The files are not stored: a
/// workbook has its author's name and possibly other hidden content.
/// </summary>
internal static class FileEvidence
{
    public const string ContentType = "application/json";

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static byte[] Write(RawSubmission raw, IReadOnlyList<SubmittedFile> files) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            files = files.Select(f =>
                new { name = f.Name, length = f.Content.Length, sha256 = Convert.ToHexStringLower(SHA256.HashData(f.Content)) }),
            fields = Values(raw.Fields),
            figures = raw.Figures.Select(f => new { at = f.Pointer, measure = f.Measure?.Text, parts = Values(f.Parts) }),
            initiatives = raw.Initiatives.Select(i =>
                new { at = i.Pointer, fields = Values(i.Fields), partners = i.Partners.Select(p => p.Text) }),
        },
        Options);

    private static Dictionary<string, string?> Values(IReadOnlyDictionary<string, RawValue> values) =>
        values.ToDictionary(v => v.Key, v => v.Value.Text, StringComparer.Ordinal);
}

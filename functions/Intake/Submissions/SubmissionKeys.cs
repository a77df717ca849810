using System.Security.Cryptography;
using System.Text;
using SmartToyonaka.Operations.Access;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>The keys that a submission claims; submissions with a common key are the same.</summary>
internal static class SubmissionKeys
{
    private const int IdLength = 32;

    /// <summary>
    /// The department's number of the form's answer; the caller's Idempotency-Key; with neither, the content. A submission with both
    /// claims both.
    /// </summary>
    public static IReadOnlyList<string> Of(Submission submission, string? idempotencyKey, Caller caller, string contentHash)
    {
        var keys = new List<string>();
        if (submission.ResponseId.Length > 0)
        {
            // Numbers belong to the department: two departments with equal numbers do not collide.
            keys.Add($"{OfAnswer(submission.Form, submission.ResponseId)}!{submission.Department}");
        }

        if (!string.IsNullOrWhiteSpace(idempotencyKey))
        {
            keys.Add(Hash($"header\n{caller.Id}\n{idempotencyKey.Trim()}"));
        }

        if (keys.Count == 0)
        {
            keys.Add(Hash($"content\n{contentHash}"));
        }

        return keys;
    }

    /// <summary>True for a submission without a number of its own: it is known by what it says.</summary>
    public static bool IsByContent(Submission submission, string? idempotencyKey) =>
        submission.ResponseId.Length == 0 && string.IsNullOrWhiteSpace(idempotencyKey);

    /// <summary>
    /// The key of content that is said again after it was overtaken: each time has a key of its own, so that it, too, is kept once.
    /// </summary>
    /// <param name="contentHash">Of what is said.</param>
    /// <param name="before">The id of the submission that said it the time before.</param>
    public static string OfContentAgain(string contentHash, string before) => Hash($"content\n{contentHash}\n{before}");

    /// <summary>The key of the decision of an entry that waited.</summary>
    public static string OfReview(string review) => Hash($"review\n{review}");

    /// <summary>
    /// The common prefix of the keys of a form's answer; alone it is the claim of earlier versions, which had no department in it.
    /// </summary>
    public static string OfAnswer(string form, string responseId) => Hash($"response\n{form}\n{responseId}");

    /// <summary>The id of the submission whose first key this is.</summary>
    public static string IdOf(string key) => (key.Contains('!', StringComparison.Ordinal) ? Hash(key) : key)[..IdLength];

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace SmartToyonaka.Intake.Submissions.Forms;

/// <summary>What became of an answer of a workbook.</summary>
internal static class AnswerOutcome
{
    /// <summary>Accepted, now or before.</summary>
    public const string Taken = "taken";

    /// <summary>It has errors; looked at again at every run.</summary>
    public const string Refused = "refused";

    /// <summary>It was accepted and says something else by now.</summary>
    public const string Changed = "changed";

    /// <summary>Its month is closed; looked at again at every run.</summary>
    public const string Closed = "closed";
}

/// <summary>An error as a receipt shows it: never what was answered.</summary>
internal sealed record AnswerError(string Answer, string Place, string Code, string Message)
{
    public static AnswerError Of(string answer, SubmissionError e) => new(answer, e.Pointer, e.Code, e.Ja);
}

/// <summary>What is known of an answer: equal hashes, equal answers.</summary>
internal sealed record ProcessedAnswer(string Hash, string Outcome);

/// <summary>
/// What is known of a workbook: the blob <c>forms/&lt;form&gt;.json</c> of the container <c>state</c>. No answer is in it.
/// </summary>
/// <param name="Tag">The workbook's version whose answers were all looked at; <c>""</c> before.</param>
/// <param name="Mapping">The mapping by which that was.</param>
/// <param name="Answers">By number.</param>
internal sealed record FormPullState(string Tag, string Mapping, Dictionary<string, ProcessedAnswer> Answers)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All)
    };

    public static FormPullState None => new("", "", new(StringComparer.Ordinal));
}

/// <summary>What became of a workbook: the blob <c>receipts/forms/&lt;form&gt;.json</c>.</summary>
/// <param name="Form">The form.</param>
/// <param name="State"><c>taken</c>, <c>taken-in-part</c>, <c>refused</c> (the workbook as a whole) or <c>not-read</c>.</param>
/// <param name="Reason">Why it was not read: a fault of Graph; else <c>""</c>.</param>
/// <param name="ReadAt">When.</param>
/// <param name="Answers">Answers in it.</param>
/// <param name="Taken">Of those accepted, now or before.</param>
/// <param name="Errors">Of the others, each with what is wrong: the first thousand.</param>
internal sealed record FormReceipt(string Form, string State, string Reason, DateTimeOffset ReadAt, int Answers, int Taken,
    IReadOnlyList<AnswerError> Errors);

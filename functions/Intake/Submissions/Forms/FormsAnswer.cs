using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Intake.Submissions.Files;

namespace SmartToyonaka.Intake.Submissions.Forms;

/// <summary>
/// An answer to a Microsoft Forms form as a flow posts it: what "Get response details" gives, under <c>answers</c> or flat beside
/// <c>form</c> and <c>responseId</c>. All answers are texts; several choices are a JSON list within a text.
/// </summary>
public sealed class FormsAnswer
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8, AllowDuplicateProperties = false };
    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    // Who answered is people's data: never read, never kept.
    private static readonly HashSet<string> OfPeople = new(["responder", "responderName", "responderEmail", "name", "email"],
        StringComparer.OrdinalIgnoreCase);
    private static readonly string[] SubmitDates = ["M/d/yyyy h:mm:ss tt", "M/d/yyyy h:mm tt", "M/d/yyyy H:mm:ss",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss"];

    private readonly Dictionary<string, RawValue> fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RawValue> answers = new(StringComparer.Ordinal);
    private readonly List<SubmissionError> errors = [];
    private RawValue? submitDate;

    private FormsAnswer()
    {
    }

    /// <summary>The form that the flow names, or <c>""</c>.</summary>
    public string Form => fields.GetValueOrDefault("form").Text?.Trim() ?? "";

    /// <summary>The answer's number in its form, or <c>""</c>.</summary>
    public string ResponseId => fields.GetValueOrDefault("responseId").Text?.Trim() ?? "";

    /// <summary>The answer in a JSON body; null when the body is none of Microsoft Forms.</summary>
    public static FormsAnswer? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(JsonSubmission.TrimBom(body), Options);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            // A flow that puts the answers into quotation marks sends them as a text.
            using var inText = root.TryGetProperty("answers", out var nested) && nested.ValueKind == JsonValueKind.String
                && nested.GetString() is { } text && text.AsSpan().TrimStart() is ['{', ..]
                ? JsonDocument.Parse(text, Options)
                : null;
            nested = inText?.RootElement ?? nested;
            var isNested = nested.ValueKind == JsonValueKind.Object;
            if (!isNested && !root.EnumerateObject().Any(p => FormMapping.IsQuestionId(p.Name)))
            {
                return null;
            }

            var answer = new FormsAnswer();
            answer.Take(root, "", isNested);
            if (isNested)
            {
                answer.Take(nested, "/answers", isNested);
            }

            return answer;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>An answer that stands in a workbook.</summary>
    /// <param name="form">The form's name.</param>
    /// <param name="responseId">The answer's number.</param>
    /// <param name="given">What was answered, by question, each with its place.</param>
    public static FormsAnswer OfRow(string form, RawValue responseId, IEnumerable<KeyValuePair<string, RawValue>> given)
    {
        var answer = new FormsAnswer();
        answer.fields["form"] = new("form", form);
        answer.fields["responseId"] = responseId;
        foreach (var (id, value) in given)
        {
            answer.answers[id] = value;
        }

        return answer;
    }

    /// <summary>The submission that a mapping makes of it.</summary>
    public RawSubmission ToSubmission(FormMapping mapping)
    {
        var values = new List<(string Name, RawValue Value)>();
        foreach (var (id, value) in answers)
        {
            if (!mapping.Questions.TryGetValue(id, out var question))
            {
                errors.Add(new(value.Pointer, "question_unmapped", null, FormsMessages.QuestionUnknown(mapping.Title, mapping.Form)));
            }
            else if (question.Field is { } field)
            {
                values.Add((field, Translate(field, question, value)));
            }
        }

        foreach (var (id, question) in mapping.Questions.Where(q => !q.Value.IsOptional && !answers.ContainsKey(q.Key)))
        {
            errors.Add(new($"/answers/{id}", "question_missing", null,
                FormsMessages.QuestionNotArrived(mapping.Title, question.Field, mapping.Form)));
        }

        values.AddRange(mapping.Fixed.Select(f => (f.Key, new RawValue(f.Key, f.Value))));
        values.AddRange(fields.Select(f => (f.Key, f.Value)));
        if (!fields.ContainsKey("responseId"))
        {
            values.Add(("responseId", new("/responseId", "")));
        }

        var raw = FormSubmission.Read(values);
        CheckSubmitDate();
        if (Form.Length > 0 && ResponseId.Length == 0)
        {
            errors.Add(new(fields.GetValueOrDefault("responseId").Pointer ?? "/responseId", "response_id_missing", null,
                FormsMessages.ResponseIdMissing));
        }

        return raw with { Errors = [.. errors, .. raw.Errors] };
    }

    /// <summary>The same error with the question that it is about named.</summary>
    public static SubmissionError Named(SubmissionError error, FormMapping mapping)
    {
        const string answers = "/answers/";
        var id = error.Pointer.StartsWith(answers, StringComparison.Ordinal) ? error.Pointer[answers.Length..]
            : error.Pointer.TrimStart('/');
        if (!mapping.Questions.TryGetValue(id.ToLowerInvariant(), out var question) || question.Field is not { } field)
        {
            return error;
        }

        BilingualText name = question.Column.Length > 0 ? new(question.Column, question.Column) : FormsMessages.NameOf(field);
        var (ja, en) = FormsMessages.OfQuestion(name, new(error.Ja, error.En));
        return error with { Ja = ja, En = en };
    }

    /// <summary>What may be kept of it: the answers that were used, by question, and nothing of who answered.</summary>
    public byte[] ToEvidence(FormMapping mapping) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            form = Form,
            responseId = ResponseId,
            version = mapping.Version,
            submitDate = ReadSubmitDate()?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            answers = answers.Where(a => mapping.Questions.GetValueOrDefault(a.Key)?.Field is not null)
                .ToDictionary(a => a.Key, a => a.Value.Text),
        },
        Written);

    /// <summary>True when an answer that was kept earlier, as <see cref="ToEvidence"/> made it, said the same.</summary>
    public bool SaysTheSameAs(byte[] evidence)
    {
        try
        {
            using var kept = JsonDocument.Parse(evidence);
            return kept.RootElement.TryGetProperty("answers", out var all) && all.ValueKind == JsonValueKind.Object
                && all.EnumerateObject().All(a => answers.TryGetValue(a.Name, out var now) && now.Text == a.Value.GetString());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Equal for answers that say the same to the questions that a mapping uses.</summary>
    public string HashOf(FormMapping mapping) => Convert.ToHexStringLower(SHA256.HashData(ToEvidence(mapping)).AsSpan(0, 16));

    private void Take(JsonElement from, string at, bool isNested)
    {
        foreach (var property in from.EnumerateObject())
        {
            var name = property.Name;
            var value = JsonSubmission.Value(property.Value, $"{at}/{JsonSubmission.Escape(name)}");
            if (name.StartsWith('@') || OfPeople.Contains(name) || (at.Length == 0 && isNested && name == "answers"))
            {
                continue;
            }

            if (FormMapping.IsQuestionId(name))
            {
                TryAdd(answers, name.ToLowerInvariant(), value);
            }
            else if (name == "submitDate")
            {
                submitDate ??= value;
            }
            else
            {
                TryAdd(fields, name, value);
            }
        }
    }

    private void TryAdd(Dictionary<string, RawValue> to, string name, RawValue value)
    {
        if (!to.TryAdd(name, value) && to[name].Text != value.Text)
        {
            errors.Add(new(value.Pointer, "doubled_field", null, FormsMessages.Differs(name)));
        }
    }

    private RawValue Translate(string field, FormQuestion question, RawValue value)
    {
        var choices = Choices(value.Text);
        if (choices is null)
        {
            return value.Text is null ? value : value with { Text = Word(field, question, value.Text) };
        }

        if (choices.Count <= 1 || field.EndsWith(".partners", StringComparison.Ordinal))
        {
            return value with { Text = string.Join('\n', choices.Select(c => Word(field, question, c))) };
        }

        errors.Add(new(value.Pointer, "more_than_one_choice", null, FormsMessages.OneChoice(field)));
        return value with { Text = "" };
    }

    // What a clerk reads in the form becomes what JSON says, by the mapping's own words first.
    private static string Word(string field, FormQuestion question, string text)
    {
        if (question.Words.TryGetValue(FileColumns.Key(text), out var word))
        {
            return word;
        }

        return field[(field.LastIndexOf('.') + 1)..] switch
        {
            "category" => FileColumns.CategoryId(text),
            "status" when field.Contains('.', StringComparison.Ordinal) => FileColumns.StandingId(text),
            "countsTowardTarget" => FileColumns.Truth(text),
            _ => text,
        };
    }

    private static List<string>? Choices(string? text)
    {
        if (text?.Trim() is not ['[', .., ']'] list)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<List<string>>(list) is { } choices && !choices.Contains(null!) ? choices : null;
        }
        catch (JsonException)
        {
            // A text that begins with a bracket.
            return null;
        }
    }

    private void CheckSubmitDate()
    {
        if (submitDate is { Text: not "" } sent && ReadSubmitDate() is null)
        {
            errors.Add(new(sent.Pointer, "submit_date_unreadable", null, FormsMessages.SubmitDate));
        }
    }

    /// <summary>Forms writes it the American way, in UTC, whatever the tenant's language.</summary>
    private DateTimeOffset? ReadSubmitDate() =>
        DateTimeOffset.TryParseExact(submitDate?.Text?.Trim(), SubmitDates, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : null;
}

using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Intake.Submissions.Files;

namespace SmartToyonaka.Intake.Submissions.Forms;

/// <summary>What a question of a form says.</summary>
/// <param name="Field">A field of a form body (<c>department</c>, <c>online_procedures.online</c>, <c>initiatives.0.name</c>); null when
/// the answer is not kept.</param>
/// <param name="IsOptional">True when an answer may come without this question.</param>
/// <param name="Words">Choices of the form, and what the field takes instead.</param>
/// <param name="Column">The heading under which a workbook has the answers; <c>""</c> where none is named.</param>
public sealed record FormQuestion(string? Field, bool IsOptional, IReadOnlyDictionary<string, string> Words, string Column = "");

/// <summary>Which question of one version of a Microsoft Forms form is which field: the file <c>&lt;form&gt;.json</c>.</summary>
/// <param name="Form">The name that a flow sends as <c>form</c>.</param>
/// <param name="Version">The form's version, as errors name it.</param>
/// <param name="Questions">By question id.</param>
/// <param name="Fixed">Fields that every answer of this form has.</param>
public sealed partial record FormMapping(
    string Form, string Version, IReadOnlyDictionary<string, FormQuestion> Questions, IReadOnlyDictionary<string, string> Fixed)
{
    private const int MaxQuestions = 500, MaxText = 500;

    /// <summary>Where the answers lie as a workbook; null when they only come by a flow.</summary>
    public FormWorkbook? Workbook { get; init; }

    /// <summary>Equal for the same file.</summary>
    public string Hash { get; private init; } = "";

    /// <summary>As errors name it.</summary>
    public string Title => $"{Form}({Version})";

    /// <summary>True for what Forms makes: <c>r</c> and 32 hexadecimal digits.</summary>
    public static bool IsQuestionId(string name) => QuestionId().IsMatch(name);

    /// <summary>True for what may name a form: it becomes part of a blob's name.</summary>
    public static bool IsFormName(string name) => FormName().IsMatch(name);

    /// <summary>A mapping, or everything that is wrong with it.</summary>
    /// <param name="form">The name that the file has, without <c>.json</c>.</param>
    /// <param name="json">The file.</param>
    public static (FormMapping? Mapping, IReadOnlyList<RegisterError> Errors) Parse(string form, byte[] json)
    {
        var errors = new List<RegisterError>();
        try
        {
            var text = json.AsMemory();
            using var document = JsonDocument.Parse(text.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? text[3..]
                : text, new() { MaxDepth = 6, AllowDuplicateProperties = false });
            var mapping = Read(form, document.RootElement, errors);
            return errors.Count == 0 ? (mapping with { Hash = Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 8)) }, [])
                : (null, errors);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, [new(0, "", "not_a_mapping", FormMappingMessages.NotJson)]);
        }
    }

    private static FormMapping Read(string form, JsonElement root, List<RegisterError> errors)
    {
        var questions = new Dictionary<string, FormQuestion>(StringComparer.Ordinal);
        var constants = new Dictionary<string, string>(StringComparer.Ordinal);
        string name = "", version = "";
        FormWorkbook? workbook = null;
        foreach (var property in root.EnumerateObject())
        {
            switch (property.Name)
            {
                case "form":
                    name = property.Value.GetString() ?? "";
                    break;
                case "version":
                    version = property.Value.GetString() ?? "";
                    break;
                case "questions":
                    foreach (var question in property.Value.EnumerateObject())
                    {
                        questions[question.Name.ToLowerInvariant()] = Question(question, errors);
                    }

                    break;
                case "fixed":
                    foreach (var constant in property.Value.EnumerateObject())
                    {
                        constants[constant.Name] = constant.Value.GetString() ?? "";
                    }

                    break;
                case "workbook":
                    workbook = FormWorkbook.Read(property.Value, errors);
                    break;
                case "$schema" or "comment":
                    break;
                default:
                    errors.Add(new(0, property.Name, "unknown_property", FormMappingMessages.NoSuchProperty(property.Name)));
                    break;
            }
        }

        if (name != form)
        {
            errors.Add(new(0, "form", "form_differs", FormMappingMessages.FormDiffers(form)));
        }

        if (version.Length is 0 or > 50)
        {
            errors.Add(new(0, "version", "version_missing", FormMappingMessages.VersionMissing));
        }

        CheckFields(questions, constants, errors);
        if (workbook is not null)
        {
            FormWorkbook.CheckColumns(questions, errors);
        }

        return new(form, version, questions, constants) { Workbook = workbook };
    }

    private static FormQuestion Question(JsonProperty question, List<RegisterError> errors)
    {
        if (!IsQuestionId(question.Name))
        {
            errors.Add(new(0, question.Name, "not_a_question", FormMappingMessages.NotAQuestion));
        }

        if (question.Value.ValueKind == JsonValueKind.String)
        {
            return new(question.Value.GetString(), false, new Dictionary<string, string>());
        }

        string? field = null;
        var column = "";
        bool isIgnored = false, isOptional = false;
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in question.Value.EnumerateObject())
        {
            switch (property.Name)
            {
                case "field":
                    field = property.Value.GetString();
                    break;
                case "column":
                    column = property.Value.GetString() ?? "";
                    break;
                case "ignore":
                    isIgnored = property.Value.GetBoolean();
                    break;
                case "optional":
                    isOptional = property.Value.GetBoolean();
                    break;
                case "words":
                    foreach (var word in property.Value.EnumerateObject())
                    {
                        words[FileColumns.Key(word.Name)] = word.Value.GetString() ?? "";
                    }

                    break;
                case "comment":
                    break;
                default:
                    errors.Add(new(0, question.Name, "unknown_property", FormMappingMessages.NoSuchPropertyOfQuestion(property.Name)));
                    break;
            }
        }

        if (isIgnored == field is not null)
        {
            errors.Add(new(0, question.Name, "field_or_ignore", FormMappingMessages.FieldOrIgnore));
        }

        return new(field, isOptional || isIgnored, words, column);
    }

    private static void CheckFields(Dictionary<string, FormQuestion> questions, Dictionary<string, string> constants,
        List<RegisterError> errors)
    {
        if (questions.Count is 0 or > MaxQuestions)
        {
            errors.Add(new(0, "questions", "questions_missing", FormMappingMessages.QuestionCount(MaxQuestions)));
        }

        var named = questions.Where(q => q.Value.Field is not null).Select(q => (Place: q.Key, Field: q.Value.Field!))
            .Concat(constants.Keys.Select(c => (Place: c, Field: c))).ToList();
        foreach (var (place, field) in named.Where(n => n.Field.Length > MaxText || !FieldName().IsMatch(n.Field)))
        {
            errors.Add(new(0, place, "not_a_field",
                FormMappingMessages.NoSuchField(field.Length > 80 || field.Any(char.IsControl) ? "" : field)));
        }

        foreach (var doubled in named.GroupBy(n => n.Field).Where(g => g.Count() > 1))
        {
            errors.Add(new(0, string.Join("、", doubled.Select(d => d.Place)), "field_doubled",
                FormMappingMessages.FieldDoubled(doubled.Key)));
        }
    }

    [GeneratedRegex("^r[0-9a-f]{32}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex QuestionId();

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex FormName();

    [GeneratedRegex(@"^(?:department|month|status|[a-z][a-z0-9_]{0,59}\.[a-z][a-z0-9_]{0,59}|initiatives\.[0-9]{1,3}\.(?:category|name|status|month|partners|countsTowardTarget|note))$", RegexOptions.CultureInvariant)]
    private static partial Regex FieldName();
}

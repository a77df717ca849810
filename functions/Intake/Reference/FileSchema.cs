using System.Reflection;
using System.Text;
using NJsonSchema;
using NJsonSchema.Validation;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Reference;

/// <summary>Validates a JSON file against a schema that is built in: every error at once, with line and JSON pointer.</summary>
internal sealed class FileSchema
{
    private readonly Lazy<Task<JsonSchema>> schema;

    /// <param name="resource">The schema's name among the resources.</param>
    public FileSchema(string resource)
    {
        Text = Read(resource);
        schema = new(() => JsonSchema.FromJsonAsync(Text));
    }

    /// <summary>The schema itself, draft 2020-12.</summary>
    public string Text { get; }

    /// <summary>What is wrong with a text: that it is no JSON, or how its shape differs from the schema's.</summary>
    public async Task<IReadOnlyList<RegisterError>> ErrorsAsync(string json)
    {
        if (CatalogueText.Errors(Encoding.UTF8.GetBytes(json)) is { Count: > 0 } unreadable)
        {
            return unreadable;
        }

        try
        {
            var errors = Innermost((await schema.Value).Validate(json))
                .Select(e => RegisterError.Of(e.LineNumber, Pointer(e.Path), Code(e.Kind), Message(e)));
            return [.. errors.DistinctBy(e => (e.Line, e.Column, e.Code)).OrderBy(e => e.Line)];
        }
        catch (Newtonsoft.Json.JsonReaderException e)
        {
            // The library reads JSON by a reader of its own, which has limits of its own (the digits of a number).
            return [RegisterError.Of(e.LineNumber, "", "not_json", CatalogueSchemaMessages.ValueTooLarge(e.LineNumber))];
        }
    }

    private static IEnumerable<ValidationError> Innermost(IEnumerable<ValidationError> errors) => errors.SelectMany(e => e switch
    {
        ChildSchemaValidationError of when of.Errors.Values.Any(v => v.Count > 0) => Innermost(of.Errors.Values.SelectMany(v => v)),
        _ => [e],
    });

    // The library writes #/indicators[0].decimals.
    private static string Pointer(string? path) =>
        (path ?? "").TrimStart('#').Replace("]", "", StringComparison.Ordinal).Replace('[', '/').Replace('.', '/') is var pointer
            && pointer != "/" ? pointer : "";

    private static string Code(ValidationErrorKind kind) => kind switch
    {
        ValidationErrorKind.PropertyRequired => "property_missing",
        ValidationErrorKind.NoAdditionalPropertiesAllowed => "unknown_property",
        ValidationErrorKind.ItemsNotUnique => "doubled",
        _ => "wrong_value",
    };

    private static BilingualText Message(ValidationError e) => e.Kind switch
    {
        ValidationErrorKind.PropertyRequired => CatalogueSchemaMessages.PropertyMissing(e.Property),
        ValidationErrorKind.NoAdditionalPropertiesAllowed => CatalogueSchemaMessages.NoSuchProperty(e.Property),
        ValidationErrorKind.ItemsNotUnique => CatalogueSchemaMessages.ItemTwice,
        ValidationErrorKind.TooManyItems => CatalogueSchemaMessages.WrongValue(
            CatalogueSchemaMessages.AtMost(e.Schema.ActualSchema.MaxItems)),
        _ => CatalogueSchemaMessages.WrongValue(Expected(e.Schema.ActualSchema)),
    };

    private static BilingualText Expected(JsonSchema schema) => schema switch
    {
        { Enumeration.Count: > 0 } => CatalogueSchemaMessages.OneOf(schema.Enumeration),
        { Pattern: { } pattern } => CatalogueSchemaMessages.Pattern(pattern),
        _ when schema.Type.HasFlag(JsonObjectType.Integer) => CatalogueSchemaMessages.Whole(Range(schema)),
        _ when schema.Type.HasFlag(JsonObjectType.Number) => CatalogueSchemaMessages.Number(Range(schema)),
        _ when schema.Type.HasFlag(JsonObjectType.Boolean) => CatalogueSchemaMessages.TrueOrFalse,
        _ when schema.Type.HasFlag(JsonObjectType.Array) => schema.MinItems > 0
            ? CatalogueSchemaMessages.ListOfAtLeast(schema.MinItems)
            : CatalogueSchemaMessages.List,
        _ when schema.Type.HasFlag(JsonObjectType.Object) => CatalogueSchemaMessages.Properties,
        { MaxLength: { } most } => CatalogueSchemaMessages.TextOfLength(schema.MinLength ?? 0, most),
        _ => CatalogueSchemaMessages.Text,
    };

    private static (decimal Least, decimal Most)? Range(JsonSchema schema) =>
        schema.Minimum is { } least && schema.Maximum is { } most ? (least, most) : null;

    private static string Read(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The schema {resource} is not built in.");
        return new StreamReader(stream).ReadToEnd();
    }
}

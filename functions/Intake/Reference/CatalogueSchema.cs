using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Intake.Reference;

/// <summary>
/// Validates a catalogue against <c>Domain/Indicators/catalogue.schema.json</c>: every error at once, with line and JSON pointer.
/// </summary>
public static class CatalogueSchema
{
    private static readonly FileSchema Schema = new("SmartToyonaka.Domain.Indicators.catalogue.schema.json");

    /// <summary>The schema itself, draft 2020-12.</summary>
    public static string Text => Schema.Text;

    /// <summary>What is wrong with a text: that it is no JSON, or how its shape differs from the schema's.</summary>
    public static Task<IReadOnlyList<RegisterError>> ErrorsAsync(string json) => Schema.ErrorsAsync(json);
}

/// <summary>Validates the outline of the annual report against <c>Publishing/Reporting/Annual/outline.schema.json</c>.</summary>
public static class OutlineSchema
{
    private static readonly FileSchema Schema = new("SmartToyonaka.Publishing.Reporting.outline.schema.json");

    /// <summary>The schema itself, draft 2020-12.</summary>
    public static string Text => Schema.Text;

    /// <summary>What is wrong with a text: that it is no JSON, or how its shape differs from the schema's.</summary>
    public static Task<IReadOnlyList<RegisterError>> ErrorsAsync(string json) => Schema.ErrorsAsync(json);
}

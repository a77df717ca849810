using System.Text;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Reference;

/// <summary>
/// What is wrong with a file of reference data, by itself: everything at once. A file without errors is given back as UTF-8, as it is kept.
/// </summary>
public static class ReferenceCheck
{
    /// <summary>Checks a register without storing anything.</summary>
    public static (byte[]? Utf8, IReadOnlyList<RegisterError> Errors) Register(byte[] content) =>
        Csv(content, text => RegisterReader.Read(text).Errors);

    /// <summary>Checks a list of holidays without storing anything.</summary>
    public static (byte[]? Utf8, IReadOnlyList<RegisterError> Errors) Holidays(byte[] content) =>
        Csv(content, text => HolidayReader.Read(text).Errors);

    /// <summary>Checks addresses of departments without storing anything.</summary>
    public static (byte[]? Utf8, IReadOnlyList<RegisterError> Errors) Contacts(byte[] content, Register? register) =>
        Csv(content, text => ContactReader.Read(text, register).Errors);

    private static (byte[]? Utf8, IReadOnlyList<RegisterError> Errors) Csv(byte[] content,
        Func<TextReader, IReadOnlyList<RegisterError>> read)
    {
        if (Decode(content) is not { } text)
        {
            return (null, [new(0, "", "encoding", ReferenceMessages.Encoding)]);
        }

        var errors = read(new StringReader(text));
        return (errors.Count == 0 ? Encoding.UTF8.GetBytes(text) : null, errors);
    }

    /// <summary>
    /// Checks a catalogue without storing anything: against its schema, then whether its parts fit together and its departments are known.
    /// </summary>
    public static async Task<(byte[]? Utf8, IReadOnlyList<RegisterError> Errors)> CatalogueAsync(byte[] content, Register register)
    {
        if (DecodeUtf8(content) is not { } text)
        {
            return (null, [new(0, "", "encoding", ReferenceMessages.NotUtf8)]);
        }

        if (await CatalogueSchema.ErrorsAsync(text) is { Count: > 0 } misshapen)
        {
            return (null, misshapen);
        }

        try
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            var would = Catalogue.Parse(utf8);
            var strangers = would.Owed.SelectMany(o => o.DepartmentsNamed).Where(code => register.Newest(code) is null)
                .Distinct().ToList();
            return strangers.Count == 0
                ? (utf8, [])
                : (null, [new(0, "/owed", "unknown_department", ReferenceMessages.OwedUnknown(strangers))]);
        }
        catch (CatalogueException e)
        {
            return (null, [.. e.Faults.Select(f => new RegisterError(
                LineOf(text, f.Pointer), f.Pointer, "not_a_catalogue", f.Message))]);
        }
        catch (FormatException e)
        {
            return (null, [new(0, "", "not_a_catalogue", e.Message)]);
        }
    }

    private static int LineOf(string text, string pointer) => pointer.Length == 0 ? 0
        : JsonPointerLine.Of(Encoding.UTF8.GetBytes(text), pointer);

    /// <summary>Checks the texts of a fiscal year's report without storing anything.</summary>
    /// <param name="year">The year that the file's name says; null when it says none.</param>
    public static (byte[]? Utf8, IReadOnlyList<RegisterError> Errors) ReportTexts(byte[] content, FiscalYear? year,
        Catalogue catalogue)
    {
        try
        {
            Reference.ReportTexts.Parse(content, year ?? throw new FormatException(ReportTextMessages.FileName), catalogue);
            return (content, []);
        }
        catch (FormatException e)
        {
            return (null, [new(0, "", "not_report_texts", e.Message)]);
        }
    }

    private static string? DecodeUtf8(byte[] content)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string? Decode(byte[] content) => DecodeUtf8(content) ?? Windows31J.Decode(content);
}

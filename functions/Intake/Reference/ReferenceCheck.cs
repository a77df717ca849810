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
            return (null, [RegisterError.Of(0, "", "encoding", FileKinds.OfUnread(content) is { } other ? FileKindMessages.Of(other)
                : ReferenceMessages.Encoding)]);
        }

        var errors = read(new StringReader(text));
        if (errors.Count > 0 && errors.All(e => e.Line <= 1) && FileKinds.OfUnread(content) is { } kind)
        {
            return (null, [RegisterError.Of(0, "", "encoding", FileKindMessages.Of(kind))]);
        }

        return (errors.Count == 0 ? Encoding.UTF8.GetBytes(text) : null, errors);
    }

    /// <summary>
    /// Checks a catalogue without storing anything: against its schema, then whether its parts fit together and its departments are known.
    /// </summary>
    public static async Task<(byte[]? Utf8, IReadOnlyList<RegisterError> Errors)> CatalogueAsync(byte[] content, Register register)
    {
        if (content.Length > ReferencePuller.MaxBytes)
        {
            return (null, [TooLarge(content.Length, content)]);
        }

        if (DecodeUtf8(content) is not { } text)
        {
            return (null, [RegisterError.Of(1, "", "encoding", ReferenceMessages.NotUtf8)]);
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
                : (null, WithLines(
                    [RegisterError.Of(0, "/owed", "unknown_department", ReferenceMessages.OwedUnknown(strangers))], utf8));
        }
        catch (CatalogueException e)
        {
            return (null, WithLines(
                [.. e.Faults.Select(f => RegisterError.Of(0, f.Pointer, "not_a_catalogue", f.Text))],
                Encoding.UTF8.GetBytes(text)));
        }
    }

    internal static IReadOnlyList<RegisterError> WithLines(IReadOnlyList<RegisterError> errors, byte[] utf8)
    {
        var lines = JsonLines.Of(utf8, errors.Select(e => e.Column));
        return [.. errors.Select(e => e with { Line = lines[e.Column] }).OrderBy(e => e.Line)];
    }

    /// <summary>A file that is larger than an upload may be.</summary>
    /// <param name="bytes">How large it is.</param>
    /// <param name="content">What it says, to tell the line in which it becomes too large; null where it was not read.</param>
    public static RegisterError TooLarge(long bytes, byte[]? content = null) => RegisterError.Of(
        content is null ? 0 : content.AsSpan(0, (int)Math.Min(content.Length, ReferencePuller.MaxBytes)).Count((byte)'\n') + 1, "",
        "too_large", CatalogueTextMessages.TooLarge(ReferencePuller.MaxBytes / 1024 / 1024, bytes));

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

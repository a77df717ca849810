using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
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
            var listed = would.Owed.SelectMany(o => o.DepartmentsNamed).Where(code => register.Newest(code) is null).ToHashSet();
            return listed.Count == 0 ? (utf8, []) : (null, WithLines([.. Strangers(utf8, listed)], utf8));
        }
        catch (CatalogueException e)
        {
            return (null, WithLines(
                [.. e.Faults.Select(f => RegisterError.Of(0, f.Pointer, "not_a_catalogue", f.Text))],
                Encoding.UTF8.GetBytes(text)));
        }
    }

    // The file's own list, whose entries have places; the catalogue leaves out what has ended.
    private static IEnumerable<RegisterError> Strangers(byte[] utf8, HashSet<string> unknown)
    {
        var owed = JsonNode.Parse(utf8, null, new() { CommentHandling = JsonCommentHandling.Skip })!["owed"]!.AsArray();
        foreach (var (at, entry) in owed.Index())
        {
            var codes = entry!["departments"]!.AsArray().Select(d => d!.GetValue<string>()).Where(unknown.Contains).Distinct().ToList();
            if (codes.Count > 0)
            {
                yield return RegisterError.Of(0, $"/owed/{at}", "unknown_department", ReferenceMessages.OwedUnknown(codes));
            }
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
            Reference.ReportTexts.Parse(content, year ?? throw new ReportTextException(ReportTextMessages.FileName), catalogue);
            return (content, []);
        }
        catch (ReportTextException e)
        {
            return (null, OfReport(e, "not_report_texts", content));
        }
    }

    /// <summary>Checks the outline of the annual report without storing anything.</summary>
    public static async Task<(byte[]? Utf8, IReadOnlyList<RegisterError> Errors)> OutlineAsync(byte[] content, Catalogue catalogue)
    {
        if (DecodeUtf8(content) is not { } text)
        {
            return (null, [RegisterError.Of(1, "", "encoding", ReferenceMessages.NotUtf8)]);
        }

        if (await OutlineSchema.ErrorsAsync(text) is { Count: > 0 } misshapen)
        {
            return (null, misshapen);
        }

        var utf8 = Encoding.UTF8.GetBytes(text);
        var faults = OutlineCheck.Faults(ReportOutline.Parse(utf8), catalogue).ToList();
        return faults.Count == 0 ? (utf8, []) : (null, OfReport(new(faults), "not_an_outline", utf8));
    }

    /// <summary>Faults as errors with their lines.</summary>
    internal static IReadOnlyList<RegisterError> OfReport(ReportTextException e, string code, byte[] utf8) =>
        e.InnerException is JsonException json
            ? [RegisterError.Of((int)(json.LineNumber ?? 0) + 1, "", code, e.Faults[0].Text)]
        // What is wrong with the whole may be that it is no JSON.
        : e.Faults.All(f => f.Pointer.Length == 0) ? [.. e.Faults.Select(f => RegisterError.Of(0, "", code, f.Text))]
        : WithLines([.. e.Faults.Select(f => RegisterError.Of(0, f.Pointer, code, f.Text))], utf8);

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

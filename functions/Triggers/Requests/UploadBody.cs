using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Requests;

/// <summary>Why a body holds no file that can be taken.</summary>
internal enum UploadFault
{
    None,

    /// <summary>Not a type in which a file comes: 415.</summary>
    WrongType,

    /// <summary>More than the limit: 413.</summary>
    TooLarge,

    /// <summary>A form that cannot be read as one, or fields that no form of ours has: 400.</summary>
    NotAForm,

    /// <summary>Nothing in it: 400.</summary>
    NoFile,

    /// <summary>More than one file: 400.</summary>
    MoreThanOne,
}

/// <summary>A body with one file: the file itself, or a form with a file field. It is read as a stream, never whole in memory.</summary>
/// <param name="File">The file; null where there is a fault.</param>
/// <param name="FileName">The name that a form gave the file; <c>""</c> for a raw body.</param>
/// <param name="Fields">The other fields of a form, as far as they were read.</param>
/// <param name="Fault">What is wrong.</param>
internal sealed record UploadBody(LocalUpload? File, string FileName, IReadOnlyDictionary<string, string> Fields, UploadFault Fault)
    : IAsyncDisposable
{
    private const int MaxFields = 20, MaxField = 1_000;

    // Browsers and Windows name CSV files as Excel's; curl and flows send plain bytes.
    private static readonly HashSet<string> FileTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "text/csv", "text/tab-separated-values", "text/plain", "application/csv", "application/vnd.ms-excel", "application/octet-stream",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };

    /// <summary>True for a body in which a form sends a file.</summary>
    public static bool IsIn(HttpRequest request) =>
        request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>What was entered before the file, which is not read; nothing where the body is no form of ours.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> FieldsBeforeFileAsync(HttpRequest request, CancellationToken cancel)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 70 } boundary)
        {
            return fields;
        }

        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            while (fields.Count < MaxFields && await reader.ReadNextSectionAsync(cancel) is { } section
                && section.GetContentDispositionHeader() is { } disposition && !disposition.IsFileDisposition()
                && await ValueAsync(section, cancel) is { } value)
            {
                fields.TryAdd(HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "", value);
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException && !cancel.IsCancellationRequested)
        {
            // What was read until then is kept.
        }

        return fields;
    }

    /// <summary>Reads the file of a body that is one, or that is a form with one.</summary>
    public static async Task<UploadBody> ReadAsync(HttpRequest request, long most, CancellationToken cancel)
    {
        // What was entered beside a file goes on after signing in; the file has to be chosen anew.
        if (Html.HasReadForm(request))
        {
            var fields = await Html.ReadFormAsync(request, cancel);
            return Wrong(UploadFault.NoFile) with { Fields = fields ?? new Dictionary<string, string>() };
        }

        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
        var isForm = type?.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;
        if (!isForm && request.ContentType is { Length: > 0 } && (type is null || !FileTypes.Contains(type.MediaType.Value ?? "")))
        {
            return Wrong(UploadFault.WrongType);
        }

        // A form has a little more around its file.
        if (request.ContentLength > most + (isForm ? MaxFields * MaxField : 0))
        {
            return Wrong(UploadFault.TooLarge);
        }

        return isForm ? await ReadFormAsync(request, type!, most, cancel) : await LocalUpload.ReadAsync(request.Body, most, cancel) switch
        {
            null => Wrong(UploadFault.TooLarge),
            { } file => await WithAsync(file, "", new Dictionary<string, string>()),
        };
    }

    public ValueTask DisposeAsync() => File?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<UploadBody> ReadFormAsync(HttpRequest request, MediaTypeHeaderValue type, long most, CancellationToken cancel)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 70 } boundary)
        {
            return Wrong(UploadFault.NotAForm);
        }

        LocalUpload? file = null;
        var name = "";
        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            for (var count = 0; await reader.ReadNextSectionAsync(cancel) is { } section; count++)
            {
                if (count == MaxFields || section.GetContentDispositionHeader() is not { } disposition)
                {
                    return await EndAsync(file, UploadFault.NotAForm);
                }

                if (!disposition.IsFileDisposition())
                {
                    var field = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
                    if (await ValueAsync(section, cancel) is not { } value || !fields.TryAdd(field, value))
                    {
                        return await EndAsync(file, UploadFault.NotAForm);
                    }
                }
                else if (file is not null)
                {
                    return await EndAsync(file, UploadFault.MoreThanOne);
                }
                else if ((file = await LocalUpload.ReadAsync(section.Body, most, cancel)) is null)
                {
                    return Wrong(UploadFault.TooLarge);
                }
                else
                {
                    name = NameOf(disposition);
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException && !cancel.IsCancellationRequested)
        {
            // No form after all, or one that ends early.
            return await EndAsync(file, UploadFault.NotAForm);
        }
        catch
        {
            await EndAsync(file, UploadFault.NotAForm);
            throw;
        }

        return file is null ? Wrong(UploadFault.NoFile) with { Fields = fields } : await WithAsync(file, name, fields);
    }

    // Null where it is longer than anything that our forms ask for.
    private static async Task<string?> ValueAsync(MultipartSection section, CancellationToken cancel)
    {
        using var text = new StreamReader(section.Body, leaveOpen: true);
        var value = new char[MaxField + 1];
        var length = await text.ReadBlockAsync(value, cancel);
        return length > MaxField ? null : new(value, 0, length);
    }

    private static async Task<UploadBody> WithAsync(LocalUpload file, string name, IReadOnlyDictionary<string, string> fields) =>
        file.Length > 0 ? new(file, name, fields, UploadFault.None) : await EndAsync(file, UploadFault.NoFile) with { Fields = fields };

    // Old browsers send the whole path.
    private static string NameOf(ContentDispositionHeaderValue disposition) =>
        (HeaderUtilities.RemoveQuotes(disposition.FileNameStar).Value is { Length: > 0 } star ? star
            : HeaderUtilities.RemoveQuotes(disposition.FileName).Value ?? "").Split('/', '\\')[^1];

    private static async Task<UploadBody> EndAsync(LocalUpload? file, UploadFault fault)
    {
        if (file is not null)
        {
            await file.DisposeAsync();
        }

        return Wrong(fault);
    }

    private static UploadBody Wrong(UploadFault fault) => new(null, "", new Dictionary<string, string>(), fault);
}

using System.Text.Json;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>By which way a submission came.</summary>
public enum SubmissionChannel
{
    /// <summary>A program, by the API.</summary>
    Api,

    /// <summary>The page.</summary>
    Page,

    /// <summary>An answer of Microsoft Forms.</summary>
    Forms,

    /// <summary>A CSV file or workbook.</summary>
    File,
}

/// <summary>Tells the way from what is kept of a submission.</summary>
public static class SubmissionChannels
{
    /// <summary>The name of the page's form, which is the first field of what is kept of it.</summary>
    public const string PageForm = "submit-page";

    private static ReadOnlySpan<byte> OfPage => "form=submit-page&"u8;

    /// <summary>The way of a submission.</summary>
    /// <param name="contentType">Of what was kept.</param>
    /// <param name="body">What was kept.</param>
    public static SubmissionChannel Of(string contentType, ReadOnlySpan<byte> body)
    {
        if (!contentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return body.StartsWith(OfPage) ? SubmissionChannel.Page : SubmissionChannel.Api;
        }

        try
        {
            using var json = JsonDocument.Parse(JsonSubmission.TrimBom(body.ToArray()));
            var root = json.RootElement;
            return root.ValueKind != JsonValueKind.Object ? SubmissionChannel.Api
                : root.TryGetProperty("answers", out _) ? SubmissionChannel.Forms
                : root.TryGetProperty("files", out _) ? SubmissionChannel.File : SubmissionChannel.Api;
        }
        catch (JsonException)
        {
            return SubmissionChannel.Api;
        }
    }
}

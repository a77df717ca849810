using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using SmartToyonaka.Publishing.Reporting.Annual.Ranges;

namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>A way to write a report down. The same report always gives the same bytes.</summary>
public interface IReportFormat
{
    /// <summary>As <c>?format=</c> names it, and the file's extension.</summary>
    string Name { get; }

    /// <summary>The media type.</summary>
    string ContentType { get; }

    byte[] Write(AnnualReport report);

    /// <summary>A report over several years.</summary>
    byte[] Write(RangeReport report);

    /// <summary>A report that was made in English; null for a format that is in Japanese alone.</summary>
    byte[]? WriteInEnglish(AnnualReport report) => null;

    /// <summary>The same over several years.</summary>
    byte[]? WriteInEnglish(RangeReport report) => null;
}

/// <summary>The report as JSON, for programs.</summary>
public sealed class JsonReport : IReportFormat
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public string Name => "json";

    public string ContentType => "application/json; charset=utf-8";

    public byte[] Write(AnnualReport report) => JsonSerializer.SerializeToUtf8Bytes(report, Options);

    /// <summary>As it is kept beside a frozen report; programs are given the Japanese.</summary>
    public byte[]? WriteInEnglish(AnnualReport report) => Write(report);

    public byte[] Write(RangeReport report) => JsonSerializer.SerializeToUtf8Bytes(report, Options);

    /// <summary>Reads what <see cref="Write(AnnualReport)"/> wrote.</summary>
    public static AnnualReport Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<AnnualReport>(json, Options)
        ?? throw new InvalidDataException("This is no report.");
}

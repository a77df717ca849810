using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace SmartToyonaka.Triggers.Responses;

/// <summary>JSON answers and orders, with the same options under every host; Japanese stays readable.</summary>
public static class Json
{
    private const int MaxOrderBytes = 10_000;

    public static JsonSerializerOptions Options
    {
        get;
    } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static IResult Answer(object value, int status = StatusCodes.Status200OK) =>
        Written(JsonSerializer.Serialize(value, Options), status);

    /// <summary>
    /// What a request orders in its body; null if that is no JSON of this shape, or more than an order needs (10,000 bytes).
    /// </summary>
    public static async Task<T?> OrderAsync<T>(HttpRequest request, CancellationToken cancel) where T : class
    {
        try
        {
            var bytes = new byte[MaxOrderBytes + 1];
            var read = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
            return read > MaxOrderBytes ? null : JsonSerializer.Deserialize<T>(bytes.AsSpan(0, read), JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static IResult Written(string json, int status = StatusCodes.Status200OK) =>
        Results.Text(json, "application/json", Encoding.UTF8, status);
}

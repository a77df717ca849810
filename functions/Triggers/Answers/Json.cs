using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace SmartToyonaka.Triggers.Answers;

/// <summary>JSON answers, with the same options under every host; Japanese stays readable.</summary>
public static class Json
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static IResult Answer(object value, int status = StatusCodes.Status200OK) => Written(JsonSerializer.Serialize(value, Options), status);

    public static IResult Written(string json, int status = StatusCodes.Status200OK) => Results.Text(json, "application/json", Encoding.UTF8, status);
}

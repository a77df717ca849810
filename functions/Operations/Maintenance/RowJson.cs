using System.Text.Json;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Operations.Maintenance;

/// <summary>
/// A row of a table as one line of JSON that keeps the types of its columns: <c>{"p":"…","k":"…","c":{"rows":["long",5]}}</c>.
/// </summary>
internal static class RowJson
{
    private sealed record Wire(string P, string K, Dictionary<string, JsonElement[]> C);

    public static string Write(Row row) => JsonSerializer.Serialize(
        new { p = row.Partition, k = row.Key, c = row.Columns.ToDictionary(c => c.Key, c => new[] { (object)TypeOf(c.Value), c.Value }) });

    /// <exception cref="InvalidDataException">It is no such line.</exception>
    public static Row Read(string line)
    {
        try
        {
            var wire = JsonSerializer.Deserialize<Wire>(line, JsonSerializerOptions.Web)
                ?? throw new InvalidDataException("A row of the backup is empty.");
            return new(wire.P, wire.K,
                wire.C.ToDictionary(c => c.Key, c => ValueOf(c.Value[0].GetString(), c.Value[1]), StringComparer.Ordinal));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or IndexOutOfRangeException
            or NullReferenceException)
        {
            throw new InvalidDataException("A row of the backup cannot be read.", e);
        }
    }

    private static string TypeOf(object value) => value switch
    {
        string => "text",
        bool => "flag",
        int => "int",
        long => "long",
        double => "double",
        DateTimeOffset => "time",
        byte[] => "bytes",
        _ => throw new InvalidOperationException($"A column of the type {value.GetType().Name} cannot be kept."),
    };

    private static object ValueOf(string? type, JsonElement value) => type switch
    {
        "text" => value.GetString()!,
        "flag" => value.GetBoolean(),
        "int" => value.GetInt32(),
        "long" => value.GetInt64(),
        "double" => value.GetDouble(),
        "time" => value.GetDateTimeOffset(),
        "bytes" => value.GetBytesFromBase64(),
        _ => throw new InvalidDataException("A row of the backup has a column of an unknown type."),
    };
}

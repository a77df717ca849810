using System.Text.Json;
using System.Text.Json.Serialization;
using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Reference;

/// <summary>
/// Words of the outline: in Japanese alone, as a text of the file, or with their English beside them, as <c>{ "ja": …, "en": … }</c>.
/// </summary>
/// <param name="ja">In Japanese.</param>
/// <param name="en">In English; null where there is none: then the Japanese is shown for it.</param>
[JsonConverter(typeof(OutlineTextConverter))]
public readonly struct OutlineText(string ja, string? en = null) : IEquatable<OutlineText>
{
    private readonly string? ja = ja;

    /// <summary>In Japanese; <c>""</c> for nothing.</summary>
    public string Ja => ja ?? "";

    /// <summary>In English; null where there is none.</summary>
    public string? En { get; } = en;

    /// <summary>Both, to look at.</summary>
    public string Both => En is null ? Ja : $"{Ja} / {En}";

    /// <summary>In both languages: the Japanese stands in for English that is not there.</summary>
    public BilingualText InBoth => new(Ja, En ?? Ja);

    /// <summary>In the language that is asked for, as far as there is such a text.</summary>
    public string In(bool english) => english ? En ?? Ja : Ja;

    /// <summary>Words without English.</summary>
    public static implicit operator OutlineText(string ja) => FromString(ja);

    /// <summary>Words without English.</summary>
    public static OutlineText FromString(string ja) => new(ja);

    public static bool operator ==(OutlineText left, OutlineText right) => left.Equals(right);

    public static bool operator !=(OutlineText left, OutlineText right) => !left.Equals(right);

    public bool Equals(OutlineText other) => Ja == other.Ja && En == other.En;

    public override bool Equals(object? obj) => obj is OutlineText other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Ja, En);

    public override string ToString() => Ja;
}

/// <summary>Reads and writes words of the outline in either form.</summary>
internal sealed class OutlineTextConverter : JsonConverter<OutlineText>
{
    private sealed record Pair(string Ja, string? En);

    public override OutlineText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new(reader.GetString()!);
        }

        var pair = JsonSerializer.Deserialize<Pair>(ref reader, options) ?? throw new JsonException("Words are missing.");
        return new(pair.Ja, pair.En);
    }

    public override void Write(Utf8JsonWriter writer, OutlineText value, JsonSerializerOptions options)
    {
        if (value.En is null)
        {
            writer.WriteStringValue(value.Ja);
            return;
        }

        JsonSerializer.Serialize(writer, new Pair(value.Ja, value.En), options);
    }
}

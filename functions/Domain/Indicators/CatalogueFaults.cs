using System.Text.Json;
using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>Faults that reading a catalogue gives, rather than a check of what it says.</summary>
internal static class CatalogueFaults
{
    /// <summary>A value that has another type than its entry, which the serializer names as <c>$.indicators[0].decimals</c>.</summary>
    public static CatalogueFault Unreadable(JsonException e) =>
        new(Pointer(e.Path), CatalogueMessages.Unreadable(e.Path ?? "$", (int)(e.LineNumber ?? 0) + 1));

    private static string Pointer(string? path) => (path ?? "$").TrimStart('$').Replace("]", "", StringComparison.Ordinal)
        .Replace('[', '/').Replace('.', '/');
}

using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Messages;

/// <summary>What a measure's columns are called in messages to whoever made a file of it.</summary>
internal static class HeadingNames
{
    /// <summary>The heading of a number.</summary>
    public static string Of(Measure measure, int part = 0) =>
        measure.Details.Count > part ? measure.Details[part].Headings.First() : measure.NameJa;

    /// <summary>The names of its dimensions, with a word between them; in English as headings of the file.</summary>
    public static BilingualText OfDimensions(Measure measure, string between) =>
        measure.Dimensions.Count == 0 ? new("区分", "The group")
            : new(string.Join(between, measure.Dimensions.Select(d => d.NameJa)),
                string.Join(" and ", measure.Dimensions.Select(d => $"“{d.NameJa}”")));
}

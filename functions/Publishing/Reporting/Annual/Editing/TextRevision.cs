namespace SmartToyonaka.Publishing.Reporting.Annual.Editing;

/// <summary>One text that somebody changed.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Old">What stood there.</param>
/// <param name="New">What stands there from then on.</param>
public sealed record TextChange(string Field, string Old, string New);

/// <summary>What somebody did with the texts of a year.</summary>
/// <param name="At">When.</param>
/// <param name="By">Id of whoever did it.</param>
/// <param name="Action"><c>draft</c>, <c>effect</c> or <c>discard</c>.</param>
/// <param name="Reason">Why, in their words; may be empty for a draft.</param>
/// <param name="Changes">The texts that it changed.</param>
/// <param name="Fields">Of a draft: all texts, by the names of <see cref="TextFields"/>; null for others.</param>
public sealed record TextRevision(DateTimeOffset At, string By, string Action, string Reason, IReadOnlyList<TextChange> Changes,
    IReadOnlyDictionary<string, string>? Fields = null);

/// <summary>Where the texts come from that the form shows.</summary>
public enum TextOrigin
{
    /// <summary>What takes effect now.</summary>
    InEffect,

    /// <summary>A draft.</summary>
    Draft,

    /// <summary>The texts of an earlier year: the beginning of this year's.</summary>
    EarlierYear,

    /// <summary>Nowhere: there are none.</summary>
    Nothing,
}

/// <summary>The texts of a year as the form shows them.</summary>
/// <param name="Fields">What they say.</param>
/// <param name="Token">Names this state: whoever saves says which one they have seen.</param>
/// <param name="Origin">Where they come from.</param>
/// <param name="EarlierYear">The earlier year that they come from; null for others.</param>
/// <param name="Draft">The draft; null for none.</param>
/// <param name="Form">The fields that there are.</param>
public sealed record TextState(IReadOnlyDictionary<string, string> Fields, string Token, TextOrigin Origin, int? EarlierYear,
    TextRevision? Draft, TextFields Form);

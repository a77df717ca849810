namespace SmartToyonaka.Domain.Indicators;

/// <summary>Something wrong in a catalogue.</summary>
/// <param name="Pointer">Its place as a JSON pointer; <c>""</c> for the whole.</param>
/// <param name="Text">What, and how to mend it.</param>
public sealed record CatalogueFault(string Pointer, BilingualText Text);

/// <summary>A catalogue whose parts do not fit together.</summary>
public sealed class CatalogueException(IReadOnlyList<CatalogueFault> faults)
    : FormatException(string.Join(" ", faults.Select(f => f.Text.Ja)))
{
    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<CatalogueFault> Faults { get; } = faults;
}

/// <summary>What a part of a catalogue says of itself that is wrong.</summary>
public sealed class BilingualFormatException(BilingualText text) : FormatException(text.Ja)
{
    /// <summary>What, and how to mend it.</summary>
    public BilingualText Text { get; } = text;
}

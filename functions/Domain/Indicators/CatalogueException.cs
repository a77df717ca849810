namespace SmartToyonaka.Domain.Indicators;

/// <summary>Something wrong in a catalogue.</summary>
/// <param name="Pointer">Its place as a JSON pointer; <c>""</c> for the whole.</param>
/// <param name="Message">What, and how to mend it; in Japanese.</param>
public sealed record CatalogueFault(string Pointer, string Message);

/// <summary>A catalogue whose parts do not fit together.</summary>
public sealed class CatalogueException(IReadOnlyList<CatalogueFault> faults)
    : FormatException(string.Join(" ", faults.Select(f => f.Message)))
{
    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<CatalogueFault> Faults { get; } = faults;
}

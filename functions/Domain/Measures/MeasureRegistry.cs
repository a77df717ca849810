namespace SmartToyonaka.Domain.Measures;

/// <summary>
/// The measures of the catalogue in effect. The reference data of an app own one and replace <see cref="Measures"/> whenever they have read
/// another catalogue; what runs in that app reads it as <see cref="Current"/>, as code reads the current culture. Code that has a catalogue
/// at hand uses the catalogue's own measures.
/// </summary>
public sealed class MeasureRegistry
{
    // Several apps run in one process in tests: each flow of control has that of its own app.
    private static readonly AsyncLocal<MeasureRegistry?> Entered = new();

    private volatile MeasureSet measures = MeasureSet.Shipped;

    /// <summary>The measures in effect here; outside of an app those that the program is shipped with.</summary>
    public static MeasureSet Current => Entered.Value?.Measures ?? MeasureSet.Shipped;

    /// <summary>Those of the catalogue that was read last.</summary>
    public MeasureSet Measures
    {
        get => measures;
        set => measures = value;
    }

    /// <summary>Makes it the current one of the calling flow of control.</summary>
    public void Enter() => Entered.Value = this;
}

namespace SmartToyonaka.Samples;

/// <summary>SplitMix64: the same numbers on every version of .NET, which System.Random does not promise.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public double Between(double low, double high)
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return low + ((high - low) * ((z ^ (z >> 31)) >> 11) / 9007199254740992.0);
    }
}

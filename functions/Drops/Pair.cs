using SmartToyonaka.Calendar;
using SmartToyonaka.Figures;

namespace SmartToyonaka.Drops;

/// <summary>What a file's rows say of one section and month.</summary>
internal sealed class Pair(PairKey key)
{
    private const int MaxReasons = 8;

    // Most pairs have one to a dozen combinations of dimensions: a list is searched faster than a dictionary.
    private readonly List<CellSum> cells = [];
    private HashSet<(int, long, long, long)>? seen;
    private List<string>? reasons;

    public PairKey Key { get; } = key;

    public int Rows { get; private set; }

    /// <summary>Codes of what is wrong with it; none when it can be taken.</summary>
    public IReadOnlyList<string> Reasons => reasons ?? [];

    public bool IsHeld => reasons is not null || !Key.IsKnown;

    /// <summary>How many rows are remembered for finding doubles.</summary>
    public int Remembered => seen?.Count ?? 0;

    /// <summary>What its rows add up to, those with errors too: what a total row of the section is compared with.</summary>
    public long[] Sums { get; } = new long[3];

    public void CountRow() => Rows++;

    public void Count(ReadOnlySpan<long> numbers)
    {
        for (var i = 0; i < Sums.Length; i++)
        {
            Sums[i] += numbers[i];
        }
    }

    public void Hold(string reason)
    {
        reasons ??= new(1);
        if (reasons.Count < MaxReasons && !reasons.Contains(reason))
        {
            reasons.Add(reason);
        }
    }

    /// <summary>Adds a good row; true when it is the first of its combination of dimensions.</summary>
    public bool Add(int dimensions, ReadOnlySpan<long> numbers, long line)
    {
        var i = IndexOf(dimensions);
        if (i < 0)
        {
            cells.Add(new(dimensions, numbers[0], numbers[1], numbers[2], line, line));
            return true;
        }

        var c = cells[i];
        cells[i] = new(dimensions, c.First + numbers[0], c.Second + numbers[1], c.Third + numbers[2], c.FromLine, line);
        return false;
    }

    /// <summary>True when the very same row stands above; its line is given as far as it is known.</summary>
    public bool HasSame(int dimensions, ReadOnlySpan<long> numbers, out long line)
    {
        line = 0;
        var i = IndexOf(dimensions);
        if (i < 0)
        {
            return false;
        }

        // Rows are remembered one by one only from the second of a combination on, which in such a layout is already odd.
        var c = cells[i];
        line = c.FromLine;
        if (seen is null || !seen.Contains((dimensions, 0, 0, -1)))
        {
            seen ??= [];
            seen.Add((dimensions, 0, 0, -1));
            seen.Add((dimensions, c.First, c.Second, 0));
        }

        // Not by the number that is only compared: where one row has it and the other has not, it is the same row still.
        return !seen.Add((dimensions, numbers[0], numbers[1], 0));
    }

    public Observation ToObservation(Measure measure, Func<int, Dimensions> dimensions, Source source, DateTimeOffset receivedAt)
    {
        var figures = new List<FigureCell>(cells.Count * measure.Parts.Count);
        foreach (var c in cells)
        {
            var lines = c.FromLine == c.ToLine ? $"{c.FromLine}" : $"{c.FromLine}-{c.ToLine}";
            for (var part = 0; part < measure.Parts.Count; part++)
            {
                figures.Add(new(dimensions(c.Dimensions), measure.Parts[part], part == 0 ? c.First : c.Second, lines));
            }
        }

        return new(measure.Id, Key.Section, FiscalMonth.FromKey(Key.Month), FigureStatus.Actual, figures, null, source, receivedAt);
    }

    private int IndexOf(int dimensions)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Dimensions == dimensions)
            {
                return i;
            }
        }

        return -1;
    }

    private readonly record struct CellSum(int Dimensions, long First, long Second, long Third, long FromLine, long ToLine);
}

using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Drops;

/// <summary>What a file's rows say of one section and month.</summary>
internal sealed class DropPair(DropPairKey key)
{
    private const int MaxReasons = 8, FurtherCells = 2;

    // Most pairs have one to a dozen combinations of dimensions: a list is searched faster than a dictionary.
    private readonly List<CellSum> cells = [];
    private Dictionary<(int Dimensions, ulong Further), (long Line, long First, long Second)>? seen;
    private List<string>? reasons;

    public DropPairKey Key { get; } = key;

    public int Rows { get; private set; }

    /// <summary>Codes of what is wrong with it; none when it can be taken.</summary>
    public IReadOnlyList<string> Reasons => reasons ?? [];

    public bool IsHeld => reasons is not null || !Key.IsKnown;

    /// <summary>How many rows are remembered for finding doubles.</summary>
    public int Remembered => seen?.Count ?? 0;

    /// <summary>The sums of its rows, including invalid ones: what a total row of the section is compared with.</summary>
    public long[] Sums { get; } = new long[3];

    /// <summary>True when a time of it is written without a colon.</summary>
    public bool HasBareTime { get; private set; }

    /// <summary>The line of its first row.</summary>
    public long FirstLine { get; private set; }

    /// <summary>The line of the first row that takes the pair back; 0 where none does.</summary>
    public long WithdrawnAt { get; private set; }

    /// <summary>True when its rows take it back.</summary>
    public bool IsWithdrawn => WithdrawnAt > 0;

    /// <summary>True when some rows take it back and others have numbers.</summary>
    public bool IsContradictory => IsWithdrawn && cells.Count > 0;

    public void Withdraw(long line) => WithdrawnAt = IsWithdrawn ? WithdrawnAt : line;

    public void CountRow(long line, bool hasBareTime)
    {
        Rows++;
        FirstLine = Rows == 1 ? line : FirstLine;
        HasBareTime |= hasBareTime;
    }

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
    public bool Add(int dimensions, ReadOnlySpan<long> numbers, long line, ulong rest = 0, bool isConfirmed = false)
    {
        var i = IndexOf(dimensions);
        var (at, counted) = (checked((int)line), numbers[0] > 0 ? 1 : 0);
        if (i < 0)
        {
            if (cells.Count == cells.Capacity)
            {
                // Doubling would leave nearly half of the memory of a wide file empty.
                cells.Capacity += FurtherCells;
            }

            cells.Add(new(dimensions, at, at, at, counted, isConfirmed, numbers[0], numbers[1], numbers[0], numbers[1], rest));
            return true;
        }

        // A total is the largest of its rows.
        var c = cells[i] with
        {
            First = cells[i].First + numbers[0],
            Second = cells[i].Second + numbers[1],
            ToLine = at,
            Counted = cells[i].Counted + counted,
        };
        cells[i] = numbers[0] < c.Largest ? c : c with
        {
            Largest = numbers[0],
            LargestSecond = numbers[1],
            LargestLine = at,
            IsLargestConfirmed = isConfirmed || (numbers[0] == c.Largest && c.IsLargestConfirmed),
        };
        return false;
    }

    /// <summary>
    /// The line of a row that is the sum of the others, of its combination of dimensions or of the whole pair; null when there is none, or
    /// when a clerk has confirmed it. There have to be two others: of two equal rows neither is a total.
    /// </summary>
    public long? TotalLine()
    {
        foreach (var c in cells)
        {
            if (c.Counted > 2 && c.Largest * 2 == c.First && c.LargestSecond * 2 == c.Second && !c.IsLargestConfirmed)
            {
                return c.LargestLine;
            }
        }

        if (cells.Count < 2)
        {
            return null;
        }

        var most = cells.MaxBy(c => c.Largest);
        return !most.IsLargestConfirmed && cells.Sum(c => c.Counted) > 2
            && most.Largest * 2 == cells.Sum(c => c.First) && most.LargestSecond * 2 == cells.Sum(c => c.Second)
            ? most.LargestLine
            : null;
    }

    /// <summary>The second of its two rows where both say the same number; null where they do not, or one is confirmed.</summary>
    public long? SecondOfTwoEqual() =>
        cells is [{ Counted: 2, IsLargestConfirmed: false } c] && c.Largest * 2 == c.First && c.LargestSecond * 2 == c.Second
            ? c.LargestLine : null;

    /// <summary>The largest of its good rows; nothing where there is none.</summary>
    public (long Line, long First, long Second, bool IsConfirmed) LargestRow => cells.Count == 0 ? default
        : cells.MaxBy(c => c.Largest) is var c ? (c.LargestLine, c.Largest, c.LargestSecond, c.IsLargestConfirmed) : default;

    /// <summary>How many of its good rows have a number that is not 0.</summary>
    public int CountedRows => cells.Sum(c => c.Counted);

    /// <summary>
    /// The earlier row of the same key, where the layout has one row for each: the same combination of dimensions, and no difference in the
    /// columns that are not read.
    /// </summary>
    /// <param name="dimensions">The combination.</param>
    /// <param name="rest">The hash of the columns that are not read.</param>
    /// <param name="numbers">The row's numbers.</param>
    /// <param name="line">Its line.</param>
    /// <param name="other">The line of the row above.</param>
    /// <param name="saysTheSame">True when its numbers are the same, too.</param>
    public bool HasOther(int dimensions, ulong rest, ReadOnlySpan<long> numbers, long line, out long other, out bool saysTheSame)
    {
        (other, saysTheSame) = (0, false);
        var i = IndexOf(dimensions);
        if (i < 0)
        {
            return false;
        }

        // Rows are remembered individually only from the second of a combination on, which is rare in such a layout.
        var c = cells[i];
        seen ??= [];
        seen.TryAdd((dimensions, c.Rest), (c.FromLine, c.First, c.Second));
        if (!seen.TryGetValue((dimensions, rest), out var above))
        {
            seen.Add((dimensions, rest), (line, numbers[0], numbers[1]));
            return false;
        }

        // Without the number that is only compared: a row that lacks it is the same row.
        (other, saysTheSame) = (above.Line, above.First == numbers[0] && above.Second == numbers[1]);
        return true;
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

        return new(measure.Id, Key.Section, FiscalMonth.FromKey(Key.Month), FigureStatus.Actual, figures, null, source, receivedAt)
        {
            State = IsWithdrawn ? EntryState.Withdrawn : EntryState.Accepted,
        };
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

    // A wide file has hundreds of thousands: what is small stands together, so that they take 64 bytes each.
    private readonly record struct CellSum(int Dimensions, int FromLine, int ToLine, int LargestLine, int Counted, bool IsLargestConfirmed,
        long First, long Second, long Largest, long LargestSecond, ulong Rest);
}

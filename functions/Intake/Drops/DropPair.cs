using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Drops;

/// <summary>What a file's rows say of one section and month.</summary>
internal sealed class DropPair(DropPairKey key, CellStore store)
{
    private const int MaxReasons = 8;

    // Most pairs have one to a dozen combinations of dimensions: they are searched one after the other.
    private int head = CellStore.None, tail = CellStore.None, count;
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
    public bool IsContradictory => IsWithdrawn && count > 0;

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
            var added = store.Add(new(dimensions, at, at, at, counted, isConfirmed, numbers[0], numbers[1], numbers[0], numbers[1], rest));
            (count, head) = (count + 1, count == 0 ? added : head);
            if (tail >= 0)
            {
                store.Link(tail, added);
            }

            tail = added;
            return true;
        }

        // A total is the largest of its rows.
        var before = store[i];
        var c = before with
        {
            First = before.First + numbers[0],
            Second = before.Second + numbers[1],
            ToLine = at,
            Counted = before.Counted + counted,
        };
        store[i] = numbers[0] < c.Largest ? c : c with
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
        foreach (var c in Cells())
        {
            if (c.Counted > 2 && c.Largest * 2 == c.First && c.LargestSecond * 2 == c.Second && !c.IsLargestConfirmed)
            {
                return c.LargestLine;
            }
        }

        if (count < 2)
        {
            return null;
        }

        var most = Cells().MaxBy(c => c.Largest);
        return !most.IsLargestConfirmed && CountedRows > 2
            && most.Largest * 2 == Cells().Sum(c => c.First) && most.LargestSecond * 2 == Cells().Sum(c => c.Second)
            ? most.LargestLine
            : null;
    }

    /// <summary>The second of its two rows where both say the same number; null where they do not, or one is confirmed.</summary>
    public long? SecondOfTwoEqual() =>
        count == 1 && store[head] is { Counted: 2, IsLargestConfirmed: false } c
        && c.Largest * 2 == c.First && c.LargestSecond * 2 == c.Second
            ? c.LargestLine : null;

    /// <summary>The largest of its good rows; nothing where there is none.</summary>
    public (long Line, long First, long Second, bool IsConfirmed) LargestRow => count == 0 ? default
        : Cells().MaxBy(c => c.Largest) is var c ? (c.LargestLine, c.Largest, c.LargestSecond, c.IsLargestConfirmed) : default;

    /// <summary>How many of its good rows have a number that is not 0.</summary>
    public int CountedRows => Cells().Sum(c => c.Counted);

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
        var c = store[i];
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
        var month = FiscalMonth.FromKey(Key.Month);
        var figures = new List<FigureCell>(count * measure.Parts.Count);
        foreach (var c in Cells())
        {
            var lines = c.FromLine == c.ToLine ? $"{c.FromLine}" : $"{c.FromLine}-{c.ToLine}";
            for (var part = 0; part < measure.Parts.Count; part++)
            {
                if (!measure.CollectsIn(measure.Parts[part], month.FiscalYear))
                {
                    continue;
                }

                figures.Add(new(dimensions(c.Dimensions), measure.Parts[part], part == 0 ? c.First : c.Second, lines));
            }
        }

        return new(measure.Id, Key.Section, month, FigureStatus.Actual, figures, null, source, receivedAt)
        {
            State = IsWithdrawn ? EntryState.Withdrawn : EntryState.Accepted,
        };
    }

    private IEnumerable<CellSum> Cells()
    {
        for (var at = head; at >= 0; at = store.Next(at))
        {
            yield return store[at];
        }
    }

    private int IndexOf(int dimensions)
    {
        var at = head;
        while (at >= 0 && store[at].Dimensions != dimensions)
        {
            at = store.Next(at);
        }

        return at;
    }
}

/// <summary>
/// The sums of all pairs of a file, in blocks. A list for each pair would throw away and leave empty as much as it holds, which is most of
/// the memory of a wide file.
/// </summary>
internal sealed class CellStore
{
    /// <summary>No cell.</summary>
    public const int None = -1;

    private const int BlockCells = 256;

    private readonly List<CellSum[]> blocks = [];
    private readonly List<int[]> next = [];
    private int count;

    public ref CellSum this[int at] => ref blocks[at / BlockCells][at % BlockCells];

    /// <summary>Adds a cell; its place.</summary>
    public int Add(CellSum cell)
    {
        if (count % BlockCells == 0)
        {
            blocks.Add(new CellSum[BlockCells]);
            next.Add(new int[BlockCells]);
        }

        this[count] = cell;
        Link(count, None);
        return count++;
    }

    /// <summary>The place of the cell after another of the same pair; negative after the last.</summary>
    public int Next(int at) => next[at / BlockCells][at % BlockCells];

    public void Link(int at, int after) => next[at / BlockCells][at % BlockCells] = after;
}

/// <summary>
/// What the rows of a pair say in one combination of dimensions. A wide file has hundreds of thousands: what is small stands together, so
/// that they take 64 bytes each.
/// </summary>
internal readonly record struct CellSum(int Dimensions, int FromLine, int ToLine, int LargestLine, int Counted, bool IsLargestConfirmed,
    long First, long Second, long Largest, long LargestSecond, ulong Rest);

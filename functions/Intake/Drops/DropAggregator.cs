using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Intake.Periods;

namespace SmartToyonaka.Intake.Drops;

/// <summary>Adds up a file's rows by pair and decides at the end which pairs are accepted.</summary>
internal sealed class DropAggregator(DropProfile profile, RowReader reader)
{
    private readonly Dictionary<DropPairKey, DropPair> pairs = [];
    private readonly CellStore store = new();
    private readonly Dictionary<DropPairKey, string> alsoHold = [];
    private readonly Dictionary<string, (TextCell Code, TextCell Name)> unplaced = new(StringComparer.Ordinal);
    private readonly TotalRows totals = new(reader.Figures);
    private readonly TotalLookalikes lookalikes = new(profile, reader);
    private readonly HashSet<int> warned = [];
    private DropPairKey lastKey;
    private DropPair? last;
    private int cells, remembered, notes;
    private long? lostAt, firstNote, daysAt;

    public DropErrors Errors { get; } = new();

    public List<DropError> Warnings { get; } = [];

    /// <summary>Rows with figures, valid or not.</summary>
    public long Rows { get; private set; }

    /// <summary>The line of the last row when it may be truncated; else null.</summary>
    public long? CutShortAt { get; private set; }

    public IReadOnlyCollection<DropPair> Pairs => pairs.Values;

    /// <summary>Adds the row that the reader holds; false when there are more pairs than the limit.</summary>
    public bool Add(RowKind kind)
    {
        if (kind == RowKind.Note)
        {
            notes++;
            firstNote ??= reader.Line;
            CutShortAt = reader.IsCutShort ? reader.Line : null;
        }
        else if (kind == RowKind.Total)
        {
            AddTotal();
        }
        else
        {
            AddRow();
        }

        return pairs.Count <= DropLimits.Pairs && cells <= DropLimits.Cells && remembered <= DropLimits.RememberedRows;
    }

    /// <summary>Checks that concern more than one row, after the last row was read.</summary>
    public void Close(ClosedMonths closed)
    {
        foreach (var month in pairs.Values.Where(p => p.Key.IsKnown).GroupBy(p => p.Key.Month).OrderBy(g => g.Key))
        {
            if (closed.Find(FiscalMonth.FromKey(month.Key)) is { } change)
            {
                var error = DropRowMessages.MonthClosed(FiscalMonth.FromKey(month.Key), change.At);
                Errors.Add(error);
                foreach (var pair in month)
                {
                    pair.Hold(error.Code);
                }
            }
        }

        foreach (var pair in pairs.Values.Where(p => p.IsContradictory))
        {
            Hold(pair, DropRowMessages.WithdrawnInPart(pair.WithdrawnAt));
        }

        foreach (var (pair, error) in lookalikes.In(pairs.Values))
        {
            Hold(pair, error);
        }

        if (daysAt is not null)
        {
            // Where one time is stored as days, the others without a colon are days too: 0.5 is 12:00, not 30 minutes.
            foreach (var pair in pairs.Values.Where(p => p.HasBareTime))
            {
                pair.Hold("days_of_excel");
            }
        }

        var figures = reader.Figures;
        if ((figures.IsBareTimeUnclear || figures.AreDecimalsUnclear) && pairs.Values.FirstOrDefault(p => p.HasBareTime) is { } bare)
        {
            var column = profile.NameOf(DropColumn.Time);
            HoldAll(figures.IsBareTimeUnclear ? DropFileMessages.UnitUnclear(bare.FirstLine, column)
                : DropFileMessages.HoursUnclear(bare.FirstLine, column));
        }

        if (firstNote is { } note)
        {
            Warnings.Add(DropRowMessages.NotePassedOver(note, notes));
        }

        foreach (var (line, column) in totals.Wrong((bureau, month) => BureauSums.Of(pairs.Values, reader.Register, bureau, month)))
        {
            HoldAll(DropRowMessages.TotalMismatch(line, profile.NameOf(column)));
        }

        if (totals.Unchecked() is var (first, count))
        {
            Warnings.Add(DropRowMessages.TotalNotChecked(first, count));
        }

        if (lostAt is { } lost)
        {
            HoldAll(DropRowMessages.LostRow(lost));
        }

        foreach (var month in pairs.Keys.Select(k => k.Month).Distinct().Where(m => m != 0).ToList())
        {
            foreach (var (code, name) in lostAt is null ? unplaced.Values.AsEnumerable() : [])
            {
                var meant = reader.FindIn(code, name, FiscalMonth.FromKey(month));
                foreach (var section in meant.AlsoHold.Prepend(meant.Key.Section))
                {
                    alsoHold.TryAdd(new(section, month), "row_without_month");
                }
            }
        }

        foreach (var (key, reason) in alsoHold)
        {
            pairs.GetValueOrDefault(key)?.Hold(reason);
        }
    }

    private void Hold(DropPair pair, DropError error)
    {
        Errors.Add(error);
        pair.Hold(error.Code);
    }

    private void HoldAll(DropError error)
    {
        Errors.Add(error);
        foreach (var pair in pairs.Values)
        {
            pair.Hold(error.Code);
        }
    }

    private void AddTotal()
    {
        CutShortAt = null;
        totals.Check(reader, SumsOfNamedSection());
        lookalikes.SeeTotal();
    }

    private void AddRow()
    {
        Rows++;
        var pair = PairOf(reader.Answer);
        CutShortAt = reader.IsCutShort ? reader.Line : null;
        var month = reader.Month is { IsGood: true } good ? good.Reading.Month.Key : 0;
        pair.CountRow(reader.Line, reader.Figures.HasBareTime);
        if (reader.Figures.Faults[0] == CellFault.DaysOfExcel)
        {
            daysAt ??= reader.Line;
        }

        if (reader.Figures.AreRead)
        {
            pair.Count(reader.Figures.Values);
            totals.Add(month);
        }
        else
        {
            totals.Unreadable();
        }

        if (reader.Errors.Count > 0)
        {
            Hold(pair);
            return;
        }

        if (reader.Figures.IsWithdrawn)
        {
            pair.Withdraw(reader.Line);
            return;
        }

        if (profile.HasOneRowPerKey && IsDouble(pair))
        {
            return;
        }

        lookalikes.See(pair);
        if (pair.Add(reader.Dimensions, reader.Figures.Values, reader.Line, reader.Rest, reader.IsConfirmed))
        {
            cells++;
        }

        if (reader.Month is { Reading.EraHadEnded: true } ended && warned.Add(ended.Id) && Warnings.Count < DropLimits.ListedWarnings)
        {
            Warnings.Add(DropRowMessages.EraHadEnded(reader.Line, JapaneseEra.Text(ended.Reading.Month)));
        }
    }

    private void Hold(DropPair pair)
    {
        foreach (var error in reader.Errors)
        {
            Errors.Add(error);
            pair.Hold(error.Code);
        }

        var reason = reader.Errors[0].Code;
        foreach (var section in reader.Answer.AlsoHold)
        {
            alsoHold.TryAdd(new(section, reader.Answer.Key.Month), reason);
        }

        foreach (var month in reader.MayBeMonths)
        {
            alsoHold.TryAdd(reader.Answer.Key with { Month = month.Key }, reason);
        }

        if (reader.Answer.Key.Month == 0)
        {
            unplaced.TryAdd(reader.Answer.Key.Section, (reader.Code, reader.Name));
        }

        if (reader.IsLost || unplaced.Count > DropLimits.UnplacedSections)
        {
            lostAt ??= reader.Line;
        }
    }

    private bool IsDouble(DropPair pair)
    {
        var before = pair.Remembered;
        var isDouble = pair.HasOther(reader.Dimensions, reader.Rest, reader.Figures.Values, reader.Line, out var line, out var saysTheSame);
        remembered += pair.Remembered - before;
        if (isDouble)
        {
            Errors.Add(saysTheSame ? DropRowMessages.Duplicate(line, reader.Line) : DropRowMessages.Conflicting(line, reader.Line));
            Errors.Add(saysTheSame ? DropRowMessages.Duplicate(reader.Line, line) : DropRowMessages.Conflicting(reader.Line, line));
            pair.Hold(saysTheSame ? "duplicate_row" : "conflicting_rows");
        }

        return isDouble;
    }

    private DropPair PairOf(SectionResolution resolution)
    {
        if (resolution.Pair is { } known)
        {
            return known;
        }

        if (last is null || resolution.Key != lastKey)
        {
            last = pairs.GetValueOrDefault(resolution.Key) ?? (pairs[resolution.Key] = new(resolution.Key, store));
            lastKey = resolution.Key;
        }

        resolution.Pair = last;
        return last;
    }

    private long[]? SumsOfNamedSection()
    {
        if (reader is { Code.IsTotal: true, Name.IsTotal: true } || reader.Month is not { IsGood: true } month
            || (reader.Code.IsBlank && reader.Name.IsBlank))
        {
            return null;
        }

        var key = reader.FindIn(reader.Code.IsTotal ? reader.Name : reader.Code, reader.Name.IsTotal ? reader.Code
            : reader.Name, month.Reading.Month).Key;
        return pairs.GetValueOrDefault(key)?.Sums;
    }
}

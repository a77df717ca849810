using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>A checked drop: its receipt, and its observations for the ledger.</summary>
/// <param name="Receipt">What becomes of it.</param>
/// <param name="Observations">One for each accepted pair, by month and section; created anew at each enumeration.</param>
public sealed record DropCheck(DropReceipt Receipt, IEnumerable<Observation> Observations)
{
    /// <summary>What the file is read as when it has no byte order mark.</summary>
    internal DropEncoding Unmarked { get; init; } = DropEncoding.Utf8;

    /// <summary>The unit that a row under the table declares; null where none does.</summary>
    internal string? Unit { get; init; }

    /// <summary>The pairs that are held back.</summary>
    internal IReadOnlySet<DropPairKey> HeldKeys { get; init; } = new HashSet<DropPairKey>();

    /// <summary>Why all of it waits; null where it does not.</summary>
    internal BilingualText? Doubt { get; init; }

    /// <summary>True when there are held rows to be corrected and dropped again.</summary>
    public bool HasHeldRows => Receipt.RowsHeld > 0;
}

/// <summary>Reads a drop and decides what becomes of it; it stores nothing.</summary>
public sealed class DropChecker(DropOptions options)
{
    // The encodings that are tried for a file without a byte order mark, in this order.
    private static readonly DropEncoding[] Unmarked = [DropEncoding.Utf8, DropEncoding.Cp932];

    /// <summary>Checks a file; null when it is gone or was overwritten.</summary>
    public async Task<DropCheck?> CheckAsync(DropFile file, DropReference reference, CancellationToken cancel)
    {
        var check = await CheckAsync(file, reference, null, cancel);
        return check is { Receipt.PairsHeld: <= DropLimits.PairsOfUnknownUnit }
            && check.Receipt.Errors.Any(e => e.Code == DropFileMessages.UnitUnclearCode)
            && await WithAssumedUnitAsync(file, reference, cancel) is { } told ? told : check;
    }

    // Null where nothing tells the unit, and the question goes to whoever made the file.
    private async Task<DropCheck?> WithAssumedUnitAsync(DropFile file, DropReference reference, CancellationToken cancel)
    {
        if (reference.AssumedUnit is { } before)
        {
            return await CheckAsync(file, reference, before, cancel) is { } again ? Assumed(again, before, null) : null;
        }

        return reference.Units is { } units
            && await CheckAsync(file, reference, EarlierUnits.Minutes, cancel) is { } asMinutes
            && await CheckAsync(file, reference, EarlierUnits.Hours, cancel) is { } asHours
            && await units.FindAsync(file, reference, asMinutes, asHours, cancel) is var (unit, from)
            ? Assumed(unit == EarlierUnits.Minutes ? asMinutes : asHours, unit, from) : null;
    }

    private static DropCheck Assumed(DropCheck check, string unit, string? from)
    {
        var receipt = check.Receipt with { Unit = null, AssumedUnit = unit };
        return check with
        {
            Receipt = from is null ? receipt : receipt.With([SheetMessages.UnitAssumed(
            HeadingNames.Of(MeasureRegistry.Current.OfFolder(receipt.Folder)), unit, from)])
        };
    }

    private async Task<DropCheck?> CheckAsync(DropFile file, DropReference reference, string? told, CancellationToken cancel)
    {
        if (file.Length > options.MaxFileBytes)
        {
            return Refuse(file, "", DropFileMessages.TooLarge(options.MaxFileBytes));
        }

        // Most files are read once: a file that is not UTF-8 shows it in its header.
        foreach (var encoding in Unmarked)
        {
            var unit = told;
            for (var turn = 0; turn < 2; turn++)
            {
                using var dropReader = await DropReader.OpenAsync(file, reference, encoding, unit, cancel);
                if (dropReader is null)
                {
                    return null;
                }

                if (await CheckAsync(file, dropReader, reference, cancel) is not { } check)
                {
                    break;
                }

                if (dropReader.LateUnit is null || turn > 0 || told is not null)
                {
                    return check with { Unmarked = encoding, Unit = unit ?? dropReader.Header?.DeclaredUnit };
                }

                // A note under the table declares the unit: the file is read again with it.
                unit = dropReader.LateUnit;
            }
        }

        throw new InvalidOperationException("The last encoding decides.");
    }

    // Null when the file has to be tried in another encoding.
    private static async Task<DropCheck?> CheckAsync(DropFile file, DropReader dropReader, DropReference reference,
        CancellationToken cancel)
    {
        // What UTF-8 cannot read may still be CP932.
        if ((dropReader.Text.Encoding != DropEncoding.Utf8 || dropReader.Text.BadByteAt is null) && dropReader.OtherKind() is { } kind)
        {
            return Refuse(file, "", kind);
        }

        var errors = dropReader.HeaderErrors();
        if (errors.Count > 0)
        {
            return dropReader.Text.BadByteAt is not null ? OfBadByte(file, dropReader)
                : Refuse(file, dropReader.Text.Encoding.Name, [.. errors]);
        }

        var aggregator = new DropAggregator(DropProfile.Of(file.Folder), dropReader.Rows!);
        var fatal = await dropReader.ReadAsync((_, kind) => aggregator.Add(kind), cancel);
        if (dropReader.Text.BadByteAt is not null)
        {
            return OfBadByte(file, dropReader);
        }

        if (fatal is null && aggregator.CutShortAt is { } line && dropReader.Text.LastByte is not ((byte)'\n' or (byte)'\r'))
        {
            fatal = DropFileMessages.Truncated(line);
        }

        if (fatal is null && aggregator.Rows == 0)
        {
            fatal = DropFileMessages.NoRows(dropReader.Header!.Line);
        }

        fatal ??= DropTitle.FaultOf(dropReader.Header!.Above, dropReader.Workbook?.Sheet, aggregator.Pairs.Select(p => p.Key.Month));
        return fatal is null ? Decide(file, dropReader, aggregator, reference) : Refuse(file, dropReader.Text.Encoding.Name, fatal);
    }

    private static DropCheck? OfBadByte(DropFile file, DropReader dropReader)
    {
        var (encoding, at) = (dropReader.Text.Encoding, dropReader.Text.BadByteAt!.Value);
        var isSure = encoding != DropEncoding.Utf8 && encoding != DropEncoding.Cp932;

        // A Japanese header that decodes as UTF-8 decodes as nothing else: the file is damaged.
        isSure |= dropReader.Rows is not null;
        if (encoding == DropEncoding.Utf8 && !isSure)
        {
            return null;
        }

        return Refuse(file, isSure ? encoding.Name : "", dropReader.Text.EndsInside ? DropFileMessages.CutOff(at, encoding.Name)
            : isSure ? DropFileMessages.BadBytes(at, encoding.Name, dropReader.End) : DropFileMessages.BadEncoding(at, dropReader.End));
    }

    private static DropCheck Decide(DropFile file, DropReader dropReader, DropAggregator aggregator, DropReference reference)
    {
        aggregator.Close(reference.Closed);
        var held = aggregator.Pairs.Where(p => p.IsHeld).ToList();
        var rowsHeld = held.Sum(p => (long)p.Rows);
        var state = held.Count == 0 ? DropState.Taken : rowsHeld < aggregator.Rows ? DropState.TakenInPart : DropState.Refused;
        var receipt = new DropReceipt(
            file.Folder,
            file.Name,
            state,
            aggregator.Rows,
            aggregator.Rows - rowsHeld,
            rowsHeld,
            aggregator.Pairs.Count - held.Count,
            held.Count,
            dropReader.Text.Encoding.Name,
            file.UploadedAt,
            aggregator.Errors.ToList(),
            [.. aggregator.Warnings.Select(DropWarning.Of), .. dropReader.Workbook is { OtherSheets.Count: > 0 } book
                ? [DropFileMessages.SheetNotRead(book.OtherSheets)] : Array.Empty<DropWarning>()],
            [.. held.OrderBy(p => p.Key.Month).ThenBy(p => p.Key.Section, StringComparer.Ordinal).Take(DropLimits.ListedHeld)
                .Select(Print)])
        {
            Unit = dropReader.Header![DropColumn.Time] < 0 ? null : dropReader.Header.UnitOf(DropColumn.Time).Kind switch
            {
                UnitKind.Minutes => EarlierUnits.Minutes,
                UnitKind.Hours => EarlierUnits.Hours,
                _ => null,
            },
            PairsWithdrawn = aggregator.Pairs.Count(p => p is { IsHeld: false, IsWithdrawn: true }),
        };
        return new(receipt, ToObservations(file, dropReader.Rows!, aggregator))
        {
            HeldKeys = held.Select(p => p.Key).ToHashSet(),
            Doubt = DropTitle.DoubtOf(dropReader.Header.Above, dropReader.Workbook?.Sheet, file.Name,
                aggregator.Pairs.Where(p => !p.IsHeld).Select(p => p.Key), reference.Register),
        };
    }

    private static IEnumerable<Observation> ToObservations(DropFile file, RowReader rows, DropAggregator aggregator)
    {
        var measure = MeasureRegistry.Current.OfFolder(file.Folder);
        var source = new Source(Source.Drop, file.Path, file.ETag);

        // By month, because a fiscal year is a partition of the ledger: a transaction is full before the next partition begins.
        DropPair[] pairs = [.. aggregator.Pairs.Where(p => !p.IsHeld).OrderBy(p => p.Key.Month)
            .ThenBy(p => p.Key.Section, StringComparer.Ordinal)];
        return pairs.Select(p => p.ToObservation(measure, rows.DimensionsOf, source, file.UploadedAt));
    }

    private static HeldPair Print(DropPair pair) => new(
        pair.Key.Section[0] == DropPairKey.UnknownMark ? null : pair.Key.Section,
        pair.Key.Month == 0 ? null : SmartToyonaka.Domain.Calendar.FiscalMonth.FromKey(pair.Key.Month).ToString(),
        pair.Reasons);

    private static DropCheck Refuse(DropFile file, string encoding, params DropError[] errors) =>
        new(DropReceipt.Refused(file, encoding, errors), []);
}

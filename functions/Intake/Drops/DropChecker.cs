using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Drops;

/// <summary>A drop as checked: its receipt, and what would go into the ledger.</summary>
/// <param name="Receipt">What becomes of it.</param>
/// <param name="Observations">One for each pair that can be taken, by month and section; made anew whenever it is enumerated.</param>
public sealed record DropCheck(DropReceipt Receipt, IEnumerable<Observation> Observations)
{
    /// <summary>What the file is read as when it has no byte order mark.</summary>
    internal DropEncoding Unmarked { get; init; } = DropEncoding.Utf8;

    /// <summary>The unit that a row under the table declares; null where none does.</summary>
    internal string? Unit { get; init; }

    /// <summary>The pairs that are held back.</summary>
    internal IReadOnlySet<PairKey> HeldKeys { get; init; } = new HashSet<PairKey>();

    /// <summary>True when there are rows to be mended and dropped again.</summary>
    public bool HasHeldRows => Receipt.RowsHeld > 0;
}

/// <summary>Reads a drop and says what becomes of it; it stores nothing.</summary>
public sealed class DropChecker(DropOptions options)
{
    // What a file without a byte order mark is tried as, one after the other.
    private static readonly DropEncoding[] Unmarked = [DropEncoding.Utf8, DropEncoding.Cp932];

    /// <summary>Checks a file; null when it is gone or was overwritten.</summary>
    public async Task<DropCheck?> CheckAsync(DropFile file, DropReference reference, CancellationToken cancel)
    {
        if (file.Length > options.MaxFileBytes)
        {
            return Refuse(file, "", DropMessages.TooLarge(options.MaxFileBytes));
        }

        // Most files are read once: what is not UTF-8 shows it in its header.
        foreach (var encoding in Unmarked)
        {
            string? unit = null;
            for (var turn = 0; turn < 2; turn++)
            {
                using var pass = await DropPass.OpenAsync(file, reference, encoding, unit, cancel);
                if (pass is null)
                {
                    return null;
                }

                if (await CheckAsync(file, pass, reference, cancel) is not { } check)
                {
                    break;
                }

                if (pass.LateUnit is null || turn > 0)
                {
                    return check with { Unmarked = encoding, Unit = unit ?? pass.Header?.DeclaredUnit };
                }

                // A note under the table says the unit: what was read before it is read again by it.
                unit = pass.LateUnit;
            }
        }

        throw new InvalidOperationException("The last encoding decides.");
    }

    // Null when the file has to be tried in another encoding.
    private static async Task<DropCheck?> CheckAsync(DropFile file, DropPass pass, DropReference reference, CancellationToken cancel)
    {
        var errors = pass.HeaderErrors();
        if (errors.Count > 0)
        {
            return pass.Text.BadByteAt is not null ? OfBadByte(file, pass) : Refuse(file, pass.Text.Encoding.Name, [.. errors]);
        }

        var tally = new DropTally(DropProfile.Of(file.Folder), pass.Rows!);
        var fatal = await pass.ReadAsync((_, kind) => tally.Add(kind), cancel);
        if (pass.Text.BadByteAt is not null)
        {
            return OfBadByte(file, pass);
        }

        if (fatal is null && tally.CutShortAt is { } line && pass.Text.LastByte is not ((byte)'\n' or (byte)'\r'))
        {
            fatal = DropMessages.Truncated(line);
        }

        if (fatal is null && tally.Rows == 0)
        {
            fatal = DropMessages.NoRows(pass.Header!.Line);
        }

        return fatal is null ? Decide(file, pass, tally, reference) : Refuse(file, pass.Text.Encoding.Name, fatal);
    }

    private static DropCheck? OfBadByte(DropFile file, DropPass pass)
    {
        var (encoding, at) = (pass.Text.Encoding, pass.Text.BadByteAt!.Value);
        var isSure = encoding != DropEncoding.Utf8 && encoding != DropEncoding.Cp932;

        // A Japanese header that reads well as UTF-8 reads well as nothing else: the file is damaged.
        isSure |= pass.Rows is not null;
        if (encoding == DropEncoding.Utf8 && !isSure)
        {
            return null;
        }

        return Refuse(file, isSure ? encoding.Name : "", pass.Text.EndsInside ? DropMessages.CutOff(at, encoding.Name)
            : isSure ? DropMessages.BadBytes(at, encoding.Name, pass.End) : DropMessages.BadEncoding(at, pass.End));
    }

    private static DropCheck Decide(DropFile file, DropPass pass, DropTally tally, DropReference reference)
    {
        tally.Close(reference.Closed);
        var held = tally.Pairs.Where(p => p.IsHeld).ToList();
        var rowsHeld = held.Sum(p => (long)p.Rows);
        var state = held.Count == 0 ? DropState.Taken : rowsHeld < tally.Rows ? DropState.TakenInPart : DropState.Refused;
        var receipt = new DropReceipt(
            file.Folder,
            file.Name,
            state,
            tally.Rows,
            tally.Rows - rowsHeld,
            rowsHeld,
            tally.Pairs.Count - held.Count,
            held.Count,
            pass.Text.Encoding.Name,
            file.UploadedAt,
            tally.Errors.ToList(),
            [.. tally.Warnings.Select(DropWarning.Of), .. pass.Workbook is { OtherSheets.Count: > 0 } book ? [DropMessages.SheetNotRead(book.OtherSheets)] : Array.Empty<DropWarning>()],
            [.. held.OrderBy(p => p.Key.Month).ThenBy(p => p.Key.Section, StringComparer.Ordinal).Take(DropLimits.ListedHeld).Select(Print)]);
        return new(receipt, ToObservations(file, pass.Rows!, tally)) { HeldKeys = held.Select(p => p.Key).ToHashSet() };
    }

    private static IEnumerable<Observation> ToObservations(DropFile file, RowReader rows, DropTally tally)
    {
        var measure = BuiltInMeasures.OfFolder(file.Folder);
        var source = new Source(Source.Drop, file.Path, file.ETag);

        // By month, because a fiscal year is a partition of the ledger: a transaction is full before the next partition begins.
        return tally.Pairs.Where(p => !p.IsHeld).OrderBy(p => p.Key.Month).ThenBy(p => p.Key.Section, StringComparer.Ordinal)
            .Select(p => p.ToObservation(measure, rows.DimensionsOf, source, file.UploadedAt));
    }

    private static HeldPair Print(Pair pair) => new(
        pair.Key.Section[0] == PairKey.UnknownMark ? null : pair.Key.Section,
        pair.Key.Month == 0 ? null : SmartToyonaka.Domain.Calendar.FiscalMonth.FromKey(pair.Key.Month).ToString(),
        pair.Reasons);

    private static DropCheck Refuse(DropFile file, string encoding, params DropError[] errors) =>
        new(DropReceipt.Refused(file, encoding, errors), []);
}

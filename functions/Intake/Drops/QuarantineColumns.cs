using System.Globalization;
using System.Text;
using CsvHelper;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// Columns of a quarantine file that the profile does not have, but that the corrected rows need to be read in the same way: the unit of
/// each row, a number that distinguishes rows of one key, and the confirmation.
/// </summary>
internal sealed class QuarantineColumns
{
    private const string UnitColumn = "単位", DistinctColumn = "行の区別", KindColumn = "行の種別";

    private readonly DropHeader header;
    private readonly RowReader rows;
    private readonly bool hasUnit, hasRest, hasConfirmation, hasKind;
    private readonly Dictionary<ulong, int> numbers = [];

    public QuarantineColumns(DropHeader header, RowReader rows, DropReceipt receipt)
    {
        this.header = header;
        this.rows = rows;
        hasUnit = header.RowUnit >= 0;
        hasRest = rows.TellsRowsApart;
        hasConfirmation = header.Confirmed >= 0 || receipt.Errors.Any(e => e.Code is DropRowMessages.LooksLikeTotalCode
            or DropRowMessages.OtherFigureCode);
        hasKind = receipt.Errors.Any(e => e.Code == DropRowMessages.OtherFigureCode);
        Headings = [.. Where(hasUnit, UnitColumn), .. Where(hasRest, DistinctColumn),
            .. Where(hasKind, KindColumn), .. Where(hasConfirmation, DropRowMessages.ConfirmedColumn)];
    }

    /// <summary>Their headings.</summary>
    public IReadOnlyList<string> Headings { get; }

    /// <summary>Their cells for the row that the reader holds.</summary>
    public IEnumerable<string> Of(CsvReader record, bool isTotal) =>
    [
        .. Where(hasUnit, Unit(record)),
        .. Where(hasRest, isTotal ? "" : Number(rows.Rest)),
        .. Where(hasKind, !isTotal && rows.IsOtherFigure ? TableWords.AnotherFigure : ""),
        .. Where(hasConfirmation, !isTotal && rows.IsConfirmed ? DropRowMessages.ConfirmedWord : ""),
    ];

    // The contents of unread columns are not written, since they may be people's names.
    private string Number(ulong rest)
    {
        numbers.TryAdd(rest, numbers.Count + 1);
        return numbers[rest].ToString(CultureInfo.InvariantCulture);
    }

    private string Unit(CsvReader record)
    {
        var text = hasUnit && header.RowUnit < record.FieldCount ? Encoding.UTF8.GetString(record.GetSpan(header.RowUnit)) : "";
        return text.Trim().Length == 0 || DropUnit.Parse(HeaderText.Key(text).Trim('(', ')')).Kind != UnitKind.Unknown ? text
            : QuarantineFile.ToBeFilledIn;
    }

    private static IEnumerable<string> Where(bool isSo, string text) => isSo ? [text] : [];
}

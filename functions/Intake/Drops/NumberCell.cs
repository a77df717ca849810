using System.Text;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// Reads a number straight from the bytes where it is written plainly; <see cref="NumberText"/> reads every other spelling.
/// </summary>
internal static class NumberCell
{
    private const int MaxBytes = 240;

    // 12 digits stay below the largest number that NumberText takes, and cannot overflow.
    private const int PlainDigits = 12;

    // 0012 may be a number of a file with columns of one width; 0123456 is somebody's number in a wrong column.
    private const int CodeDigits = 5;

    /// <summary>A count in the unit of its column.</summary>
    public static CellFault ReadCount(ReadOnlySpan<byte> cell, DropUnit unit, out long value)
    {
        if (LooksLikeACode(cell))
        {
            value = 0;
            return CellFault.LooksLikeACode;
        }

        if (TryPlain(cell, out value) == cell.Length && cell.Length > 0)
        {
            value *= unit.Multiple;
            return CellFault.None;
        }

        if (cell.Length > MaxBytes)
        {
            return CellFault.TooLong;
        }

        var text = Encoding.UTF8.GetString(cell);
        var reading = unit.Multiple == 1 ? NumberText.ParseCount(text) : Multiplied(NumberText.Parse(text), unit.Multiple);
        value = (long)reading.Value;
        return Fault(reading);
    }

    /// <summary>Overtime in minutes: <c>7:05</c>, hours as a decimal, or minutes where the column's unit says so.</summary>
    public static CellFault ReadOvertime(ReadOnlySpan<byte> cell, DropUnit unit, out long minutes)
    {
        if (LooksLikeACode(cell))
        {
            minutes = 0;
            return CellFault.LooksLikeACode;
        }

        if (unit.Kind == UnitKind.Minutes)
        {
            var fault = ReadCount(cell, unit, out minutes);
            return fault is CellFault.NotANumber ? ReadSpeltMinutes(Encoding.UTF8.GetString(cell), out minutes) : fault;
        }

        var digits = TryPlain(cell, out var hours);
        if (digits is > 0 and <= 6 && cell.Length == digits + 3 && cell[digits] == (byte)':'
            && cell[digits + 1] is >= (byte)'0' and <= (byte)'5' && cell[digits + 2] is >= (byte)'0' and <= (byte)'9')
        {
            minutes = hours * 60 + (cell[digits + 1] - '0') * 10 + (cell[digits + 2] - '0');
            return CellFault.None;
        }

        minutes = 0;
        if (digits == cell.Length && digits is 3 or 4 && cell[0] == (byte)'0' && hours > 0)
        {
            // 0130 may be 1:30.
            return CellFault.NotATime;
        }

        if (cell.Length > MaxBytes)
        {
            return CellFault.TooLong;
        }

        var reading = NumberText.ParseHours(Encoding.UTF8.GetString(cell));
        minutes = (long)reading.Value;
        return Fault(reading);
    }

    // 450分 says what the column says; 7時間30分 and 7:30 do not.
    private static CellFault ReadSpeltMinutes(string text, out long minutes)
    {
        var reading = NumberText.ParseHours(text);
        minutes = (long)reading.Value;
        return reading.State != CellState.Value ? Fault(reading)
            : text.AsSpan().IndexOfAny(":：時") < 0 ? CellFault.None
            : CellFault.NotMinutes;
    }

    private static bool LooksLikeACode(ReadOnlySpan<byte> cell)
    {
        // 0, a space, or the first byte of their full-width forms: few cells begin so.
        if (cell.Length < CodeDigits || cell.Length > MaxBytes || cell[0] is not ((byte)'0' or (byte)' ' or 0xE3 or 0xEF))
        {
            return false;
        }

        var text = TextSupport.Nfkc(Encoding.UTF8.GetString(cell)).Trim();
        return text.Length >= CodeDigits && text[0] == '0' && text.All(char.IsAsciiDigit);
    }

    // How many digits the cell begins with, and their value; 0 when there are more than can be right.
    private static int TryPlain(ReadOnlySpan<byte> cell, out long value)
    {
        value = 0;
        var i = 0;
        for (; i < cell.Length && cell[i] is >= (byte)'0' and <= (byte)'9'; i++)
        {
            if (i == PlainDigits)
            {
                value = 0;
                return 0;
            }

            value = value * 10 + (cell[i] - '0');
        }

        return i;
    }

    private static NumberParseResult Multiplied(NumberParseResult reading, int multiple) => reading switch
    {
        { State: CellState.Nil } => new(CellState.Value, 0),
        { State: CellState.Value, Value: < 0 } => NumberParseResult.Wrong(NumberParseError.Negative),
        { State: CellState.Value } when reading.Value * multiple != decimal.Truncate(reading.Value * multiple) =>
            NumberParseResult.Wrong(NumberParseError.NotWhole),
        { State: CellState.Value } => new(CellState.Value, reading.Value * multiple),
        _ => reading,
    };

    private static CellFault Fault(NumberParseResult reading) => reading.State switch
    {
        CellState.Value => CellFault.None,
        CellState.Missing => CellFault.Missing,
        CellState.Unknown => CellFault.Unknown,
        CellState.Suppressed => CellFault.Suppressed,
        _ => reading.Fault switch
        {
            NumberParseError.BadGrouping => CellFault.BadGrouping,
            NumberParseError.Negative => CellFault.Negative,
            NumberParseError.NotWhole => CellFault.NotWhole,
            NumberParseError.TooLarge => CellFault.TooLarge,
            NumberParseError.NotATime => CellFault.NotATime,
            NumberParseError.PercentSign => CellFault.PercentSign,
            NumberParseError.ExcelError => CellFault.ExcelError,
            NumberParseError.DaysOfExcel => CellFault.DaysOfExcel,
            NumberParseError.DateForTime => CellFault.DateForTime,
            _ => CellFault.NotANumber,
        },
    };
}

using System.Text;
using CsvHelper;
using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Intake.Submissions;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// The cells of a row that hold numbers: those that are added up, in the order of the measure's parts, and one that is only compared.
/// </summary>
internal sealed class FigureCells(DropProfile profile, DropHeader header)
{
    // What a row's own cell says of its unit; few different ones stand in a file.
    private readonly ByteCache<UnitCell> rowUnits = new(utf8 => new(utf8));

    private DropUnit[] units = [.. ColumnsOf(profile).Select(header.UnitOf)];
    private bool seesHours, seesDecimals, seesClockLike, seesSixty;
    private int belowSixty, quarters, otherParts;

    // The numbers that are not collected in the fiscal year of the present row.
    private readonly bool[] leftOut = new bool[3];

    /// <summary>The columns; the first of them are the measure's parts.</summary>
    public DropColumn[] Columns { get; } = ColumnsOf(profile);

    /// <summary>The numbers; meaningful where there is no fault.</summary>
    public long[] Values { get; } = new long[3];

    /// <summary>What is wrong with each.</summary>
    public CellFault[] Faults { get; } = new CellFault[3];

    /// <summary>How many are added up.</summary>
    public int Parts => profile.Measure.Parts.Count;

    /// <summary>False when the cells are empty.</summary>
    public bool Exist => (Faults[0] != CellFault.Missing && !leftOut[0])
        || (Parts > 1 && Faults[1] != CellFault.Missing && !leftOut[1]);

    /// <summary>True when all that are added up could be read.</summary>
    public bool AreRead => Faults[0] == CellFault.None && (Parts == 1 || Faults[1] == CellFault.None);

    public bool IsSound(DropColumn column) => Array.IndexOf(Columns, column) is var i && Faults[i] == CellFault.None
        && !IsSomebodysNumber(i);

    /// <summary>True when the row takes back what was said: 取消 in place of its numbers.</summary>
    public bool IsWithdrawn { get; private set; }

    /// <summary>True when a time of the row is a number without a colon: hours as a decimal, or what Excel keeps as days.</summary>
    public bool HasBareTime { get; private set; }

    /// <summary>
    /// The largest time without a unit, a colon or a decimal point, while nothing in the file declares the unit of such numbers; 0 when
    /// there is none. Times with a colon beside it do not: 130 beside 10:00 may be minutes.
    /// </summary>
    public long LargestBareTime { get; private set; }

    /// <summary>False when something tells that bare times are hours.</summary>
    public bool IsBareTimeUnclear => !seesHours && LargestBareTime >= LeastMinutes;

    /// <summary>True when a time may be hours and minutes with a point between them (1.30), and nothing tells.</summary>
    public bool AreDecimalsUnclear => (seesClockLike && !seesDecimals)
        || (quarters >= FewestQuarters && otherParts == 0) || (belowSixty >= FewestBelowSixty && !seesSixty);

    /// <summary>Updates the units when a row under the header has declared one.</summary>
    public void TakeUnits() => units = [.. Columns.Select(header.UnitOf)];

    /// <summary>Reads the cells of a row; what is not collected in its fiscal year is not looked at.</summary>
    public void Read(CsvReader csv, MonthCell? month)
    {
        LeaveOut(month);
        var own = header.RowUnit < 0 ? null : rowUnits.Get(header.RowUnit < csv.FieldCount ? csv.GetSpan(header.RowUnit) : default);
        HasBareTime = false;
        if (IsWithdrawn = ReadWithdrawal(csv))
        {
            return;
        }

        for (var i = 0; i < Columns.Length; i++)
        {
            if (leftOut[i])
            {
                (Faults[i], Values[i]) = (CellFault.None, 0);
                continue;
            }

            var cell = header.Cell(csv, Columns[i]);
            var unit = units[i];
            if (own is not null && own.Fault(unit, Columns[i]) is var wrong && wrong != CellFault.None && !cell.IsEmpty)
            {
                (Faults[i], Values[i]) = (wrong, 0);
                continue;
            }

            unit = own?.Over(unit, Columns[i]) ?? unit;
            if (Columns[i] == DropColumn.Time)
            {
                Faults[i] = NumberCell.ReadOvertime(cell, unit, out Values[i]);
                if (unit.Kind != UnitKind.Minutes)
                {
                    SeeTime(cell, unit, Faults[i], Values[i]);
                }
            }
            else
            {
                Faults[i] = NumberCell.ReadCount(cell, unit, out Values[i]);
            }
        }
    }

    private void LeaveOut(MonthCell? month)
    {
        if (profile.CollectsAll || month is not { IsGood: true })
        {
            return;
        }

        var year = month.Reading.Month.FiscalYear;
        for (var i = 0; i < Parts; i++)
        {
            leftOut[i] = profile.LeavesOut(Columns[i], year);
        }

        // What is not compared with a whole that is not there.
        leftOut[2] = leftOut[0] || leftOut[1];
    }

    private const int WithdrawalBytes = 60;

    // Of so many parts of an hour as decimals, one is nearly always 0.60 or more.
    private const int FewestBelowSixty = 8;

    // 1.15, 2.45, 3.15: quarters of an hour on a clock.
    private const int FewestQuarters = 3;

    // Blanks, and the bytes of the full-width one.
    private static ReadOnlySpan<byte> Blanks => " \t\r\n\u3000"u8;

    // Below an hour: nobody reports only minutes for a month, so such numbers are hours.
    private const long LeastMinutes = 60;

    private void SeeTime(ReadOnlySpan<byte> cell, DropUnit unit, CellFault fault, long minutes)
    {
        if (cell.IndexOf((byte)':') >= 0 || cell.IndexOf("："u8) >= 0)
        {
            return;
        }

        if (cell.IndexOf("分"u8) >= 0 && cell.IndexOf("時"u8) < 0)
        {
            // 90分 says its own unit, and nothing of the others.
            return;
        }

        HasBareTime = true;
        if (unit.Kind == UnitKind.Undeclared && fault == CellFault.None)
        {
            SeeDecimals(cell);
        }

        if (!seesHours && unit.Kind == UnitKind.Undeclared && fault == CellFault.None)
        {
            if (cell.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0 && minutes != 0)
            {
                // A decimal point or a word is used for hours only.
                seesHours = true;
                return;
            }

            LargestBareTime = Math.Max(LargestBareTime, minutes / 60);
        }
    }

    // 1.30, with its last zero, may be 1:30; 1.75 and 1.33 can only be a part of an hour, 1.50 is usually half of one.
    private void SeeDecimals(ReadOnlySpan<byte> cell)
    {
        if (cell.Length < 3 || cell[^3] != (byte)'.' || !char.IsAsciiDigit((char)cell[^2]) || !char.IsAsciiDigit((char)cell[^1]))
        {
            return;
        }

        var hundredths = (cell[^2] - '0') * 10 + cell[^1] - '0';
        seesSixty |= hundredths >= 60;
        belowSixty += hundredths is 0 or 25 or 50 ? 0 : 1;
        seesDecimals |= hundredths >= 60 || hundredths % 5 != 0 || hundredths == 25;
        seesClockLike |= hundredths is 10 or 20 or 30 or 40;
        quarters += hundredths is 15 or 45 ? 1 : 0;
        otherParts += hundredths is 0 or 15 or 30 or 45 ? 0 : 1;
    }

    // 取消 in one cell or in all of them; beside a number it is an error of its cell.
    private bool ReadWithdrawal(CsvReader csv)
    {
        var words = 0;
        for (var i = 0; i < Columns.Length; i++)
        {
            if (leftOut[i])
            {
                continue;
            }

            var cell = header.Cell(csv, Columns[i]);
            if (IsWithdrawal(cell))
            {
                words++;
            }
            else if (cell.IndexOfAnyExcept(Blanks) >= 0)
            {
                return false;
            }
        }

        if (words == 0)
        {
            return false;
        }

        Array.Clear(Faults);
        Array.Clear(Values);
        return true;
    }

    private static bool IsWithdrawal(ReadOnlySpan<byte> cell) =>
        cell.Length <= WithdrawalBytes && cell.IndexOf("取"u8) >= 0 && Withdrawal.IsWord(TextSupport.Nfkc(Encoding.UTF8.GetString(cell)));

    /// <summary>Adds what is wrong with the numbers, each alone and together.</summary>
    public void Check(long line, List<DropError> errors)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            if (Faults[i] == CellFault.None && IsSomebodysNumber(i))
            {
                errors.Add(DropCellMessages.Cell(line, profile.NameOf(Columns[i]), CellFault.TooLarge));
            }

            // The one optional column may be empty or unknown: then there is nothing to compare.
            if (Faults[i] != CellFault.None
                && !(Columns[i] == DropColumn.Rest && Faults[i] is CellFault.Missing or CellFault.Unknown or CellFault.Suppressed))
            {
                errors.Add(DropCellMessages.Cell(line, profile.NameOf(Columns[i]), Faults[i]));
            }
        }

        if (!AreRead || IsWithdrawn || leftOut[0] || leftOut[1])
        {
            return;
        }

        if (Columns.Length < 3)
        {
            if (profile.Measure.ShareOfWhole && Values[0] > Values[1])
            {
                errors.Add(DropRowMessages.ShareExceedsWhole(line, profile.NameOf(Columns[0]), profile.NameOf(Columns[1])));
            }

            return;
        }

        if (Values[0] > Values[1])
        {
            errors.Add(DropRowMessages.ElectronicExceedsTotal(line, profile.NameOf(Columns[0]), profile.NameOf(Columns[1])));
        }
        else if (Faults[2] == CellFault.None && Values[0] + Values[2] != Values[1])
        {
            errors.Add(DropRowMessages.PartsDoNotAddUp(
                line, profile.NameOf(Columns[0]), profile.NameOf(Columns[2]), profile.NameOf(Columns[1])));
        }
    }

    private static DropColumn[] ColumnsOf(DropProfile profile) =>
        profile.Columns.Any(c => c.Column == DropColumn.Rest) ? [.. profile.Figures, DropColumn.Rest] : [.. profile.Figures];

    // An employee's number in a wrong column: no city has that many people.
    private bool IsSomebodysNumber(int i) => profile.Measure.IsHeadcount && Values[i] > DropLimits.Headcount;
}

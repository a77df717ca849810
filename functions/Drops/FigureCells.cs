using CsvHelper;
using SmartToyonaka.Figures;

namespace SmartToyonaka.Drops;

/// <summary>The cells of a row that hold numbers: those that are added up, in the order of the measure's parts, and one that is only compared.</summary>
internal sealed class FigureCells(DropProfile profile, DropHeader header)
{
    private readonly DropUnit[] units = [.. ColumnsOf(profile).Select(header.UnitOf)];

    /// <summary>The columns; the first of them are the measure's parts.</summary>
    public DropColumn[] Columns { get; } = ColumnsOf(profile);

    /// <summary>The numbers; meaningful where there is no fault.</summary>
    public long[] Values { get; } = new long[3];

    /// <summary>What is wrong with each.</summary>
    public CellFault[] Faults { get; } = new CellFault[3];

    /// <summary>How many are added up.</summary>
    public int Parts => profile.Measure.Parts.Count;

    /// <summary>False when the cells are empty.</summary>
    public bool Exist => Faults[0] != CellFault.Missing || (Parts > 1 && Faults[1] != CellFault.Missing);

    /// <summary>True when all that are added up could be read.</summary>
    public bool AreRead => Faults[0] == CellFault.None && (Parts == 1 || Faults[1] == CellFault.None);

    public bool IsSound(DropColumn column) => Array.IndexOf(Columns, column) is var i && Faults[i] == CellFault.None && !IsSomebodysNumber(i);

    public void Read(CsvReader csv)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            var cell = header.Cell(csv, Columns[i]);
            Faults[i] = Columns[i] == DropColumn.Overtime
                ? NumberCell.ReadOvertime(cell, units[i], out Values[i])
                : NumberCell.ReadCount(cell, units[i], out Values[i]);
        }
    }

    /// <summary>Adds what is wrong with the numbers, each alone and together.</summary>
    public void Check(long line, List<DropError> errors)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            if (Faults[i] == CellFault.None && IsSomebodysNumber(i))
            {
                errors.Add(DropMessages.Cell(line, profile.NameOf(Columns[i]), CellFault.TooLarge));
            }

            // The one optional column may be empty or unknown: then there is nothing to compare.
            if (Faults[i] != CellFault.None && !(Columns[i] == DropColumn.Paper && Faults[i] is CellFault.Missing or CellFault.Unknown or CellFault.Suppressed))
            {
                errors.Add(DropMessages.Cell(line, profile.NameOf(Columns[i]), Faults[i]));
            }
        }

        if (Columns.Length < 3 || !AreRead)
        {
            return;
        }

        if (Values[0] > Values[1])
        {
            errors.Add(DropMessages.ElectronicExceedsTotal(line));
        }
        else if (Faults[2] == CellFault.None && Values[0] + Values[2] != Values[1])
        {
            errors.Add(DropMessages.PartsDoNotAddUp(line));
        }
    }

    private static DropColumn[] ColumnsOf(DropProfile profile) => profile.Measure.Id switch
    {
        Measures.EApproval => [DropColumn.Electronic, DropColumn.Documents, DropColumn.Paper],
        Measures.Overtime => [DropColumn.Overtime],
        _ => [DropColumn.Headcount],
    };

    // An employee's number in a wrong column: no city has so many people.
    private bool IsSomebodysNumber(int i) => Columns[i] == DropColumn.Headcount && Values[i] > DropLimits.Headcount;
}

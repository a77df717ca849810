using System.Text;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>A cell of a column <c>単位</c>: the unit of its row's number.</summary>
internal sealed class UnitCell(byte[] utf8)
{
    private readonly DropUnit? unit = Read(Encoding.UTF8.GetString(utf8));

    /// <summary>What keeps a number of its row from being read; none when the unit is clear.</summary>
    public CellFault Fault(DropUnit ofColumn, DropColumn column) => unit switch
    {
        null => CellFault.None,
        { Kind: UnitKind.Unknown } => CellFault.UnitUnknown,
        { } own when !own.Fits(column) => CellFault.UnitConflict,
        { } own when ofColumn.Kind is not UnitKind.Undeclared && (own.Kind, own.Multiple) != (ofColumn.Kind, ofColumn.Multiple) =>
            CellFault.UnitConflict,
        _ => CellFault.None,
    };

    /// <summary>The unit of a number in its row.</summary>
    public DropUnit Over(DropUnit ofColumn, DropColumn column) => unit is { } own && own.Fits(column) ? own : ofColumn;

    private static DropUnit? Read(string text) => HeaderText.Key(text).Trim('(', ')', '[', ']') is { Length: > 0 } key
        ? DropUnit.Parse(key) : null;
}

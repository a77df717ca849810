namespace SmartToyonaka.Intake.Drops;

/// <summary>What a record of the file is.</summary>
internal enum RowKind
{
    /// <summary>Nothing in any cell.</summary>
    Empty,

    /// <summary>Adds up rows above it.</summary>
    Total,

    /// <summary>A note beside the table: no section, month or number.</summary>
    Note,

    /// <summary>Says the unit of the numbers.</summary>
    Unit,

    /// <summary>A header with other columns or units than the first.</summary>
    OtherHeader,

    /// <summary>Says something of a section and a month, rightly or wrongly.</summary>
    Row,
}

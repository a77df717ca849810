using CsvHelper;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>The cells of a row that say whose figure it is: those of its dimensions.</summary>
internal sealed class DimensionCells
{
    private readonly DropProfile profile;
    private readonly DropHeader header;
    private readonly DimensionTermIndex words;
    private readonly ByteCache<WordCell> jobClasses, workPatterns, reasons;
    private WordCell? job, pattern, reason;
    private int ids;

    public DimensionCells(DropProfile profile, DropHeader header, Vocabulary vocabulary)
    {
        this.profile = profile;
        this.header = header;
        words = new(vocabulary, profile.Measure);
        jobClasses = new(utf8 => new(ids++, utf8, word => words.Find(DropColumn.JobClass, word)));
        workPatterns = new(utf8 => new(ids++, utf8, word => words.Find(DropColumn.WorkPattern, word)));
        reasons = new(utf8 => new(ids++, utf8, word => words.Find(DropColumn.Reason, word)));
    }

    /// <summary>False where the layout has none.</summary>
    public bool Exist => header[DropColumn.JobClass] >= 0 || header[DropColumn.WorkPattern] >= 0 || header[DropColumn.Reason] >= 0;

    /// <summary>The combination as one number; 0 for none.</summary>
    public int Packed { get; private set; }

    /// <summary>The words of a packed combination.</summary>
    public Dimensions Of(int packed) => words.Of(packed);

    /// <summary>Reads the cells of a record; true when one of them is the word of a total.</summary>
    public bool Read(CsvReader csv)
    {
        if (!Exist)
        {
            return false;
        }

        job = header[DropColumn.JobClass] < 0 ? null : jobClasses.Get(header.Cell(csv, DropColumn.JobClass));
        pattern = header[DropColumn.WorkPattern] < 0 ? null : workPatterns.Get(header.Cell(csv, DropColumn.WorkPattern));
        reason = header[DropColumn.Reason] < 0 ? null : reasons.Get(header.Cell(csv, DropColumn.Reason));
        Packed = words.Pack(job?.Index ?? words.None(DropColumn.JobClass), pattern?.Index ?? words.None(DropColumn.WorkPattern),
            reason?.Index ?? words.None(DropColumn.Reason));
        return job is { IsTotal: true } || pattern is { IsTotal: true } || reason is { IsTotal: true };
    }

    /// <summary>Adds what is wrong with the words.</summary>
    public void Check(long line, List<DropError> errors)
    {
        if (!Exist || Packed > 0)
        {
            return;
        }

        Check(job, DropColumn.JobClass);
        Check(pattern, DropColumn.WorkPattern);
        Check(reason, DropColumn.Reason);

        void Check(WordCell? cell, DropColumn column)
        {
            if (cell is not null && cell.Fault != CellFault.None)
            {
                errors.Add(DropCellMessages.Cell(line, profile.NameOf(column), cell.Fault, words.NamesOf(column)));
            }
        }
    }

    /// <summary>True when none of the words is there.</summary>
    public bool AreBlank => job is null or { IsBlank: true } && pattern is null or { IsBlank: true } && reason is null or { IsBlank: true };

    /// <summary>True when one of the words is known.</summary>
    public bool IsAnyKnown => job is { Index: >= 0 } || pattern is { Index: >= 0 } || reason is { Index: >= 0 };

    /// <summary>True when the word of a column is one that is known.</summary>
    public bool IsKnown(DropColumn column) =>
        (column == DropColumn.JobClass ? job : column == DropColumn.WorkPattern ? pattern : reason) is { Index: >= 0 };
}

using System.Text;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>A cell of a column that is not read, looked at only for what the whole row is.</summary>
internal sealed class UnreadCell
{
    private readonly string text;
    private bool? isBureau;

    public UnreadCell(byte[] utf8)
    {
        text = Encoding.UTF8.GetString(utf8);
        IsTotal = TableWords.IsTotalAnywhere(text);
        IsOtherFigure = TableWords.IsOtherFigure(text);
        IsConfirmation = HeaderText.Key(text) is DropRowMessages.ConfirmedWord or "確認済み";
    }

    /// <summary>True for the word of a total.</summary>
    public bool IsTotal { get; }

    /// <summary>True for the word of a row that is no figure of its month.</summary>
    public bool IsOtherFigure { get; }

    /// <summary>True for the word by which a clerk confirms a row.</summary>
    public bool IsConfirmation { get; }

    /// <summary>True for the name of a bureau.</summary>
    public bool IsBureau(SectionResolver sections) => isBureau ??= sections.IsBureau(text);
}

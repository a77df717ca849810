using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>Says in Japanese what became of a drop and what there is to do, for whoever put it there.</summary>
internal static class DropAdvice
{
    /// <summary>What became of it, in one sentence.</summary>
    public static BilingualText Summary(DropReceipt receipt) => receipt.PairsWithdrawn == 0 ? Outcome(receipt)
        : BilingualText.Join("", [Outcome(receipt), DropAdviceMessages.Withdrawn(receipt.PairsWithdrawn)]);

    private static BilingualText Outcome(DropReceipt receipt) => receipt switch
    {
        { IsGone: true } => DropAdviceMessages.Gone,
        { State: DropState.Taken, Waiting.Count: > 0 } => DropAdviceMessages.TakenAndWaiting(receipt.RowsRead, receipt.Waiting.Count),
        { State: DropState.Taken, WarningCount: > 0 } => DropAdviceMessages.TakenWithWarnings(receipt.RowsRead, receipt.WarningCount),
        { State: DropState.Taken } => DropAdviceMessages.Taken(receipt.RowsRead),
        { RowsHeld: 0 } => DropAdviceMessages.Unreadable,
        { State: DropState.TakenInPart } =>
            DropAdviceMessages.TakenInPart(receipt.RowsRead, receipt.RowsTaken, receipt.RowsHeld, receipt.PairsHeld),
        _ => DropAdviceMessages.Held(receipt.RowsRead, receipt.PairsHeld),
    };

    /// <summary>What to do, step by step; nothing when there is nothing to do.</summary>
    public static IEnumerable<string> Steps(DropReceipt receipt)
    {
        if (receipt.IsGone)
        {
            return [];
        }

        if (receipt.State == DropState.Taken && receipt.Waiting.Count > 0)
        {
            return [DropAdviceMessages.LookAtWaiting];
        }

        if (receipt.State == DropState.Taken)
        {
            return receipt.Warnings.Count > 0 ? [DropAdviceMessages.LookAtWarnings] : [];
        }

        if (receipt.Errors.Any(e => e.Code == DropFileMessages.Overwritten.Code))
        {
            return [DropAdviceMessages.LookAtNewReceipt];
        }

        return receipt.RowsHeld > 0 ? OfHeldRows(receipt) : OfFile(receipt);
    }

    private static IEnumerable<string> OfHeldRows(DropReceipt receipt)
    {
        var closed = receipt.Errors.Any(e => e.Code == DropRowMessages.MonthClosedCode);
        if (closed)
        {
            yield return DropAdviceMessages.AskForMonth;
        }

        if (receipt.Errors.Any(e => e.Code != DropRowMessages.MonthClosedCode))
        {
            yield return DropAdviceMessages.MendHeldRows(DropFile.QuarantineOf($"{receipt.Folder}/{receipt.File}"), QuarantineFile.ReasonColumn);
        }
        else
        {
            yield return DropAdviceMessages.KeepHeldRows(DropFile.QuarantineOf($"{receipt.Folder}/{receipt.File}"));
        }

        yield return DropAdviceMessages.DropHeldRows(receipt.Folder);
        yield return DropAdviceMessages.OrDropWholeFile;
        yield return DropAdviceMessages.OldValuesOfHeld;
    }

    private static IEnumerable<string> OfFile(DropReceipt receipt)
    {
        if (receipt.Errors is [{ Code: "unknown_folder" or "wrong_folder" } misplaced])
        {
            yield return misplaced.Message;
            yield break;
        }

        yield return DropAdviceMessages.MendFile(receipt.Errors.FirstOrDefault()?.Message);
        yield return DropAdviceMessages.DropFileAgain(receipt.Folder);
        yield return DropAdviceMessages.OldValues;
    }
}

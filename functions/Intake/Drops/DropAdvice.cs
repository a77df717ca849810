namespace SmartToyonaka.Intake.Drops;

/// <summary>Says in Japanese what became of a drop and what there is to do, for whoever put it there.</summary>
internal static class DropAdvice
{
    /// <summary>What became of it, in one sentence.</summary>
    public static string Summary(DropReceipt receipt) => Outcome(receipt)
        + (receipt.PairsWithdrawn > 0 ? $"取り込んだもののうち、所属と年月の組 {receipt.PairsWithdrawn} は取消です。前の値は使われません。" : "");

    private static string Outcome(DropReceipt receipt) => receipt switch
    {
        { State: DropState.Taken, Waiting.Count: > 0 } =>
            $"{receipt.RowsRead}行をすべて取り込みました。このうち所属と年月の組 {receipt.Waiting.Count} は、これまでの値と大きく違うため、確認されるまで使われません。",
        { State: DropState.Taken, WarningCount: > 0 } => $"{receipt.RowsRead}行をすべて取り込みました。念のため確かめていただきたい点が{receipt.WarningCount}件あります。",
        { State: DropState.Taken } => $"{receipt.RowsRead}行をすべて取り込みました。することはありません。",
        { RowsHeld: 0 } => "このファイルは読み取れなかったため、何も取り込んでいません。直して置き直してください。",
        { State: DropState.TakenInPart } =>
            $"{receipt.RowsRead}行のうち{receipt.RowsTaken}行を取り込み、{receipt.RowsHeld}行（所属と年月の組 {receipt.PairsHeld}）を保留しました。保留した行を直してください。",
        _ => $"{receipt.RowsRead}行すべて（所属と年月の組 {receipt.PairsHeld}）を保留し、何も取り込んでいません。直してください。",
    };

    /// <summary>What to do, step by step; nothing when there is nothing to do.</summary>
    public static IEnumerable<string> Steps(DropReceipt receipt)
    {
        if (receipt.State == DropState.Taken && receipt.Waiting.Count > 0)
        {
            return ["waiting にある所属と年月の値を確かめてください。正しければ、所属か管理者が /confirm か GET /api/reviews で確認してください。誤りなら、直したファイルを置いてください。"];
        }

        if (receipt.State == DropState.Taken)
        {
            return receipt.Warnings.Count > 0 ? ["warnings にある行を確かめ、誤りがあれば、直したファイルを置いてください。正しければ、することはありません。"] : [];
        }

        if (receipt.Errors.Any(e => e.Code == DropMessages.Overwritten.Code))
        {
            return ["置き直したファイルの受付票を見てください。"];
        }

        return receipt.RowsHeld > 0 ? OfHeldRows(receipt) : OfFile(receipt);
    }

    private static IEnumerable<string> OfHeldRows(DropReceipt receipt)
    {
        var closed = receipt.Errors.Any(e => e.Code == DropMessages.MonthClosedCode);
        if (closed)
        {
            yield return "締め切られた月の行があります。訂正が必要なら、先に管理者に月を開けてもらってください。";
        }

        if (receipt.Errors.Any(e => e.Code != DropMessages.MonthClosedCode))
        {
            yield return $"1. quarantine/{DropFile.QuarantineOf($"{receipt.Folder}/{receipt.File}")} を Excel で開き、"
                + $"右端の「{QuarantineFile.ReasonColumn}」を見て、そのセルを直してください（「{QuarantineFile.ReasonColumn}」の列は残したままで構いません）。";
        }
        else
        {
            yield return $"1. 月が開いたら、quarantine/{DropFile.QuarantineOf($"{receipt.Folder}/{receipt.File}")} をそのまま使えます。";
        }

        yield return $"2. CSV で保存し、drops/{receipt.Folder}/ に置いてください。ファイル名は自由です。保留した組が次の取り込みで完成します。";
        yield return "3. もとのファイルを直して置き直しても構いません。取り込み済みの組は、置き直さなくてもそのままです。";
        yield return "直すまで、保留した組は前に取り込んだ値のままです。";
    }

    private static IEnumerable<string> OfFile(DropReceipt receipt)
    {
        if (receipt.Errors is [{ Code: "unknown_folder" or "wrong_folder" } misplaced])
        {
            yield return misplaced.Message;
            yield break;
        }

        yield return $"1. もとのファイルを直してください：{receipt.Errors.FirstOrDefault()?.Message}";
        yield return $"2. drops/{receipt.Folder}/ に置き直してください。同じファイル名でも構いません。";
        yield return "前に取り込んだ値はそのままです。";
    }
}

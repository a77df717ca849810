namespace SmartToyonaka.Intake.Messages;

/// <summary>The messages for what a sheet hides or merges: where, what, and how to correct it.</summary>
internal static class SheetMessages
{
    public static DropError HiddenRow(long line) =>
        new(line, "", "hidden_row", $"{line}行目は非表示の行です（フィルターか、手で隠した行）。数に入れるなら、フィルターを解除するか行を再表示して置き直してください。"
            + "数に入れないなら、その行を削除して置き直してください。");

    public static DropError HiddenColumn(long line, string column) =>
        new(line, column, "hidden_column", $"「{column}」の列が非表示です。列を再表示して中身を確かめ、置き直してください。要らない列なら削除してください。");

    /// <summary>The unit of times was told by an earlier file.</summary>
    public static DropWarning UnitAssumed(string heading, string unit, string file) =>
        new(null, null, "unit_assumed", $"時間の単位がこのファイルのどこにもないため、前に取り込んだ {file} と同じ「{unit}」として読みました（これまでの値に近いのは、この単位だけです）。"
            + $"違うときは、見出しに単位を入れて置き直してください。これからも、見出しを「{heading}（{unit}）」にしておくと確実です。");

    public static DropError MergedNumber(long line, string column) =>
        new(line, column, "merged_number",
            $"{line}行目の「{column}」は結合したセルで、どの行の数か分かりません。セルの結合を解除し、行ごとに数を入れて置き直してください。");
}

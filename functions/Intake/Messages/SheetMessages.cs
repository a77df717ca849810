using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>The messages for what a sheet hides or merges: where, what, and how to correct it.</summary>
internal static class SheetMessages
{
    public static DropError HiddenRow(long line) => new(line, "", "hidden_row", new(
        $"{line}行目は非表示の行です（フィルターか、手で隠した行）。数に入れるなら、フィルターを解除するか行を再表示して置き直してください。"
            + "数に入れないなら、その行を削除して置き直してください。",
        $"Row {line} is hidden, by a filter or by hand. If it counts, show it and hand the file in again; if not, delete the row and "
            + "hand the file in again."));

    public static DropError HiddenColumn(long line, string column) => new(line, column, "hidden_column", new(
        $"「{column}」の列が非表示です。列を再表示して中身を確かめ、置き直してください。要らない列なら削除してください。",
        $"The column “{column}” is hidden. Show it, look at what is in it and hand the file in again; delete it if it is not needed."));

    /// <summary>The unit of times was told by an earlier file.</summary>
    public static DropWarning UnitAssumed(string heading, string unit, string file) => new(null, null, "unit_assumed", new BilingualText(
        $"時間の単位がこのファイルのどこにもないため、前に取り込んだ {file} と同じ「{unit}」として読みました（これまでの値に近いのは、この単位だけです）。"
            + $"違うときは、見出しに単位を入れて置き直してください。これからも、見出しを「{heading}（{unit}）」にしておくと確実です。",
        $"The file names no unit of its times, so they were read as “{unit}”, as those of “{file}” were (only so are they near earlier "
            + $"values). If that is wrong, put the unit into the heading and hand the file in again. “{heading}（{unit}）” is a safe heading."));

    public static DropError MergedNumber(long line, string column) => new(line, column, "merged_number", new(
        $"{line}行目の「{column}」は結合したセルで、どの行の数か分かりません。セルの結合を解除し、行ごとに数を入れて置き直してください。",
        $"“{column}” in row {line} is a merged cell, so it is not known which row's number it is. Unmerge it, enter a number in each row "
            + "and hand the file in again."));
}

namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>What is said of values of a sheet that nobody sees, or not row by row.</summary>
internal static class FileMessages
{
    /// <summary>A number that is merged over several rows.</summary>
    public static (string Code, string Ja, string En) MergedNumber { get; } = ("merged_number",
        "結合したセルの数は、どの行の数か分かりません。セルの結合を解除し、行ごとに数を入れてください。",
        "The number stands in merged cells, so nobody can tell which row it is of. Unmerge them and enter the number of each row.");

    /// <summary>A row that is not shown and has something in it that would be handed in.</summary>
    public static SubmissionError HiddenRow(string pointer) => new(pointer, "hidden_row", null,
        "非表示の行(フィルターか手で隠した行)に値があります。提出するなら行を再表示し、提出しないなら行を削除してください。",
        "This row is hidden (by a filter or by hand) and has a value. Unhide it if it is to be submitted, else delete it.");

    /// <summary>A column that is not shown and has something in it that would be handed in.</summary>
    public static SubmissionError HiddenColumn(string pointer, string heading) => new(pointer, "hidden_column", ErrorList.Shorten(heading),
        "非表示の列に値があります。提出するなら列を再表示して確かめ、提出しないなら列を削除してください。",
        "This column is hidden and has values. Unhide and check it if it is to be submitted, else delete it.");
}

using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Publishing.Messages;

/// <summary>What became of a file that was checked on the page.</summary>
internal static class UploadPageMessages
{
    public static BilingualText NothingTakenYet { get; } = new("まだ何も取り込んでいません。", "Nothing has been taken yet.");

    public static BilingualText Taking { get; } = new(
        "ファイルは保存され、取込み中です。しばらくすると「ファイルで提出する」の画面の「届いたファイル」に結果が出ます。",
        "The file is stored and is being taken. In a while its result is among the files that came, on the page for handing in files.");

    public static BilingualText MendHeldRows { get; } = new(
        "右端の「理由」を見て直し、下から送ってください。ほかの行は取込み済みです。",
        "The last column says why. Correct the rows and send the file below; the others are taken.");

    public static BilingualText NothingSubmittedYet { get; } = new("まだ提出されていません。", "Nothing has been handed in yet.");

    public static BilingualText AllCanBeTaken(long rows) => new($"{rows}行をすべて取り込めます。", $"All {rows} rows can be taken.");

    public static BilingualText SomeCanBeTaken(long rows, long taken, long held, int pairs) => new(
        $"{rows}行のうち{taken}行を取り込めます。{held}行(所属と年月の組 {pairs})は保留になります。",
        $"{taken} of {rows} rows can be taken; {held} would be held back.");

    public static BilingualText Unreadable { get; } = new(
        "このファイルは読み取れません。直して選び直してください。",
        "This file cannot be read. Correct it and choose it again.");

    public static BilingualText NoneCanBeTaken(long rows) => new(
        $"{rows}行のどれも取り込めません。直して選び直してください。",
        $"None of the {rows} rows can be taken. Correct them and choose the file again.");

    public static BilingualText KeptForAnHour { get; } = new(
        "1時間のあいだ、ファイルを選び直さずに取り込めます。",
        "For an hour this can be done without choosing the file again.");

    public static BilingualText CanBeSubmitted(string department, string monthInWords, FiscalMonth month, int items) => new(
        $"{department} {monthInWords}分として提出できます({items}件)。",
        $"Can be handed in for {department}, {month} ({items} items).");

    public static BilingualText Errors(int errors) => new(
        $"誤りが{errors}件あります。直して選び直してください。",
        $"There are {errors} errors. Correct them and choose the file again.");
}

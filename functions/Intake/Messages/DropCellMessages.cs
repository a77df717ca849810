using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Errors of cells of a drop: where, what, and how to correct it.</summary>
internal static class DropCellMessages
{
    /// <summary>What stands in a held row in the place of what may be an employee's number or name.</summary>
    public const string ToBeFilledIn = "要確認";

    /// <summary>What is accepted in an empty cell of a month.</summary>
    public const string AcceptedMonths = "2021-04 や 令和3年4月 などの年月";

    private const string AMonth = "2021-04 や 令和3年4月 のように入れてください。", AMonthEn = "Enter it as 2021-04 or “令和3年4月”.";

    private const string Format = "Excelでこの列の書式を [h]:mm にし、125:30 と表示されることを確かめてから、CSVで保存し直してください。",
        FormatEn = "Format the column as [h]:mm in Excel, see that it shows 125:30, and save it as CSV again.";

    public static DropError Cell(long line, string column, CellFault fault, string? accepted = null)
    {
        var (code, ja, en) = Of(column, fault, accepted);
        return new(line, column, code, new($"{line}行目の「{column}」{ja}", $"“{column}” in row {line} {en}"));
    }

    private static (string Code, string Ja, string En) Of(string column, CellFault fault, string? accepted) => fault switch
    {
        CellFault.Missing when accepted is AcceptedMonths =>
            ("missing", $"が空です。次のどれかを入れてください：{accepted}", $"is empty. {AMonthEn}"),
        CellFault.Missing when accepted is not null =>
            ("missing", $"が空です。次のどれかを入れてください：{accepted}", $"is empty. Enter one of “{accepted}”."),
        CellFault.Missing => ("missing", "が空です。値を入れてください。0件のときは 0 と入れてください。", "is empty. Enter a value; 0 if there was none."),
        CellFault.LostZero => ("month_is_fraction",
            "が小数です（2021.10 は 2021.1 になるため、1月か10月か分かりません）。2021-10 や 令和3年10月 のように入れてください。",
            "has a decimal point: 2021.10 becomes 2021.1, which may be January or October. Enter it as 2021-10 or “令和3年10月”."),
        CellFault.AmbiguousMonth => ("month_ambiguous",
            $"の年月が2通り以上に読めます：{accepted}。{AMonth}", $"can be read as two months or more: “{accepted}”. {AMonthEn}"),
        CellFault.YearLooksWrong => ("year_looks_wrong",
            "の年が正しくないようです。Excel は R3.6 や 3.6 を 1903/6/1 などの日付に変えます。元の年月を確かめ、2021-06 や 令和3年6月 のように入れてください。",
            "seems to have the wrong year: Excel makes dates such as 1903/6/1 of R3.6 or 3.6. Check which month it was, and enter it as "
                + "2021-06 or “令和3年6月”."),
        CellFault.InFuture => ("month_in_future",
            "がまだ来ていない月です。実績は、始まった月のものだけを受け付けます。年（令和31年と平成31年など）を確かめてください。",
            "is a month that has not begun. Figures are taken of months that have. Check the year and its era."),
        CellFault.ExcelError => ("excel_error",
            "がExcelのエラー（#REF!、#N/A など）か、値の見えない表示（#####、空白になる書式、1.2E+03）です。Excelで元の値を確かめ、セルの書式を「標準」か「数値」にして保存し直してください。",
            "is an error of Excel (#REF!, #N/A) or shows no value (#####, 1.2E+03). Look at the value in Excel, format the cell as General or "
                + "Number, and save it again."),
        CellFault.DaysOfExcel => ("days_of_excel",
            "の小数は分の整数になりません。Excelが時間を日数で保存した値（125:30 は 5.229166667）のようです。" + Format,
            "is a decimal that is no whole number of minutes. Excel seems to have saved times as days (125:30 as 5.229166667). " + FormatEn),
        CellFault.DateForTime => ("date_for_time", "が日付です（Excelは 125:30 を 1900/1/5 5:30 と表示することがあります）。" + Format,
            "is a date (Excel may show 125:30 as 1900/1/5 5:30). " + FormatEn),
        CellFault.UnitConflict => ("unit_conflict", "の単位が、見出しや題名の単位と、「単位」の列とで違います。正しいほうにそろえてください。",
            "has one unit in the heading or title and another in the column “単位”. Make both the right one."),
        CellFault.UnitUnknown => ("unit_unknown", "の単位が「単位」の列から分かりません。時間の列は 分 か 時間、件数は 件、人数は 人 と入れてください。",
            "has a unit in the column “単位” that is not known. Enter “分” (minutes) or “時間” (hours) for times, “件” for counts, “人” for people."),
        CellFault.Unknown => ("unknown", "が不詳（…）です。分かった値を入れてください。", "is given as unknown (…). Enter the value once it is known."),
        CellFault.Suppressed => ("suppressed", "が秘匿（x）です。実際の値を入れてください。", "is withheld (x). Enter the value itself."),
        CellFault.BadGrouping => ("bad_grouping", "の桁区切りが正しくありません。1,234 のように3桁ごとに区切るか、区切らずに入れてください。",
            "has misplaced grouping commas. Write 1,234, or no commas."),
        CellFault.Negative => ("negative", "が負の数です。0以上の数を入れてください。", "is negative. Enter 0 or more."),
        CellFault.NotWhole => ("not_whole", "に小数があります。整数で入れてください。", "has decimals. Enter a whole number."),
        CellFault.TooLarge => ("too_large", "の数が大きすぎます。桁を確かめてください。", "is too large. Check its digits."),
        CellFault.NotATime => ("not_a_time", "が時間として読めません。7:05 のように、分は 00～59 で入れてください。",
            "is no time. Write 7:05, with minutes from 00 to 59."),
        CellFault.NotMinutes => ("not_minutes", "の単位は分ですが、時:分 で書かれています。分の整数で入れるか、見出しと単位の行を直してください。",
            "is in minutes, but written as hours:minutes. Enter whole minutes, or correct the heading and the row of units."),
        CellFault.LooksLikeACode => ("looks_like_a_code", "が、0で始まる番号のようです。職員番号などの列とずれていないか確かめ、数を入れてください。",
            "looks like a code that begins with 0. Check that it is not another column's, such as that of staff numbers, and enter the number."),
        CellFault.PercentSign => ("percent", "に％が付いています。件数か人数を入れてください。", "has a percent sign. Enter a count."),
        CellFault.TooLong => ("too_long", "が長すぎます。列がずれていないか確かめてください。", "is too long. Check that the columns have not slipped."),
        CellFault.PrivateCharacter => ("private_use_character", "に外字など読めない文字があります。標準の文字に置き換えてください。",
            "has characters that cannot be read, such as user-defined ones. Write standard ones instead."),
        CellFault.ToBeFilledIn => ("to_be_filled_in", $"が「{ToBeFilledIn}」のままです。元のファイルを見て値を入れてください。",
            $"is still “{ToBeFilledIn}”. Look at the original file and enter the value."),
        CellFault.NotAMonth => ("not_a_month", $"が年月として読めません。{AMonth}", $"is no month. {AMonthEn}"),
        CellFault.NoSuchDate => ("no_such_date", $"はない年月（日）です。{AMonth}", $"is a month or day that does not exist. {AMonthEn}"),
        CellFault.NoSuchYear => ("no_such_year", $"の年号か年が正しくありません。使える年号は {Eras.Known.Names} です。{AMonth}",
            $"has a wrong era or year. The eras that can be used are “{Eras.Known.Names}”. {AMonthEn}"),
        CellFault.UnknownWord => ("unknown_word", $"が登録されていない区分です。次のどれかを入れてください：{accepted}",
            $"is a word that is not registered. Enter one of “{accepted}”."),
        _ when column.Contains("時間", StringComparison.Ordinal) =>
            ("not_a_number", "が時間として読めません。90分なら 1:30 のように、時:分 で入れてください（見出しが「（分）」なら、分の整数だけを）。",
            "is no time. Write 90 minutes as 1:30, hours and minutes; whole minutes where the heading has “（分）”."),
        _ => ("not_a_number", "が数として読めません。数字だけを入れてください。", "is no number. Enter digits only."),
    };
}

using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Errors of cells of a drop: where, what, and how to correct it. Japanese only, for whoever made the file.</summary>
internal static class DropCellMessages
{
    /// <summary>What stands in a held row in the place of what may be an employee's number or name.</summary>
    public const string ToBeFilledIn = "要確認";

    /// <summary>What is accepted in an empty cell of a month.</summary>
    public const string AcceptedMonths = "2021-04 や 令和3年4月 などの年月";

    public static DropError Cell(long line, string column, CellFault fault, string? accepted = null)
    {
        var (code, what) = fault switch
        {
            CellFault.Missing when accepted is not null => ("missing", $"が空です。次のどれかを入れてください：{accepted}"),
            CellFault.Missing => ("missing", "が空です。値を入れてください。0件のときは 0 と入れてください。"),
            CellFault.LostZero => ("month_is_fraction", "が小数です（2021.10 は 2021.1 になるため、1月か10月か分かりません）。2021-10 や 令和3年10月 のように入れてください。"),
            CellFault.AmbiguousMonth => ("month_ambiguous", $"の年月が2通り以上に読めます：{accepted}。2021-04 や 令和3年4月 のように入れてください。"),
            CellFault.YearLooksWrong =>
                ("year_looks_wrong", "の年が正しくないようです。Excel は R3.6 や 3.6 を 1903/6/1 などの日付に変えます。元の年月を確かめ、2021-06 や 令和3年6月 のように入れてください。"),
            CellFault.InFuture => ("month_in_future", "がまだ来ていない月です。実績は、始まった月のものだけを受け付けます。年（令和31年と平成31年など）を確かめてください。"),
            CellFault.ExcelError =>
                ("excel_error", "がExcelのエラー（#REF!、#N/A など）か、値の見えない表示（#####、空白になる書式、1.2E+03）です。Excelで元の値を確かめ、セルの書式を「標準」か「数値」にして保存し直してください。"),
            CellFault.DaysOfExcel =>
                ("days_of_excel", "の小数は分の整数になりません。Excelが時間を日数で保存した値（125:30 は 5.229166667）のようです。Excelでこの列の書式を [h]:mm にし、125:30 "
                    + "と表示されることを確かめてから、CSVで保存し直してください。"),
            CellFault.DateForTime =>
                ("date_for_time", "が日付です（Excelは 125:30 を 1900/1/5 5:30 と表示することがあります）。Excelでこの列の書式を [h]:mm にし、125:30 と表示されることを確かめてから、"
                    + "CSVで保存し直してください。"),
            CellFault.UnitConflict => ("unit_conflict", "の単位が、見出しや題名の単位と、「単位」の列とで違います。正しいほうにそろえてください。"),
            CellFault.UnitUnknown => ("unit_unknown", "の単位が「単位」の列から分かりません。時間の列は 分 か 時間、件数は 件、人数は 人 と入れてください。"),
            CellFault.Unknown => ("unknown", "が不詳（…）です。分かった値を入れてください。"),
            CellFault.Suppressed => ("suppressed", "が秘匿（x）です。実際の値を入れてください。"),
            CellFault.BadGrouping => ("bad_grouping", "の桁区切りが正しくありません。1,234 のように3桁ごとに区切るか、区切らずに入れてください。"),
            CellFault.Negative => ("negative", "が負の数です。0以上の数を入れてください。"),
            CellFault.NotWhole => ("not_whole", "に小数があります。整数で入れてください。"),
            CellFault.TooLarge => ("too_large", "の数が大きすぎます。桁を確かめてください。"),
            CellFault.NotATime => ("not_a_time", "が時間として読めません。7:05 のように、分は 00～59 で入れてください。"),
            CellFault.NotMinutes => ("not_minutes", "の単位は分ですが、時:分 で書かれています。分の整数で入れるか、見出しと単位の行を直してください。"),
            CellFault.LooksLikeACode => ("looks_like_a_code", "が、0で始まる番号のようです。職員番号などの列とずれていないか確かめ、数を入れてください。"),
            CellFault.PercentSign => ("percent", "に％が付いています。件数か人数を入れてください。"),
            CellFault.TooLong => ("too_long", "が長すぎます。列がずれていないか確かめてください。"),
            CellFault.PrivateCharacter => ("private_use_character", "に外字など読めない文字があります。標準の文字に置き換えてください。"),
            CellFault.ToBeFilledIn => ("to_be_filled_in", $"が「{ToBeFilledIn}」のままです。元のファイルを見て値を入れてください。"),
            CellFault.NotAMonth => ("not_a_month", "が年月として読めません。2021-04 や 令和3年4月 のように入れてください。"),
            CellFault.NoSuchDate => ("no_such_date", "はない年月（日）です。2021-04 や 令和3年4月 のように入れてください。"),
            CellFault.NoSuchYear => ("no_such_year", $"の年号か年が正しくありません。使える年号は {Eras.Known.Names} です。2021-04 や 令和3年4月 のように入れてください。"),
            CellFault.UnknownWord => ("unknown_word", $"が登録されていない区分です。次のどれかを入れてください：{accepted}"),
            _ when column.Contains("時間", StringComparison.Ordinal) =>
                ("not_a_number", "が時間として読めません。90分なら 1:30 のように、時:分 で入れてください（見出しが「（分）」なら、分の整数だけを）。"),
            _ => ("not_a_number", "が数として読めません。数字だけを入れてください。"),
        };
        return new(line, column, code, $"{line}行目の「{column}」{what}");
    }
}

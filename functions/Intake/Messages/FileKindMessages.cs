using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>What a file is that is no CSV, and how to make one of it.</summary>
internal static class FileKindMessages
{
    private const string AsUtf8 = "メモ帳などで開き、文字コードを UTF-8 にして保存し直してください。", AsUtf8En = "Open it in an editor and save it as UTF-8.";

    /// <summary>The code that such a file gets: its encoding is another one, or it is no text.</summary>
    public static string CodeOf(FileKind kind, string encoding) => kind <= FileKind.Ebcdic ? encoding : "file_is_not_text";

    public static BilingualText Of(FileKind kind) => kind switch
    {
        FileKind.Utf32 => Encoding("UTF-32"),
        FileKind.Utf16 => Encoding("UTF-16（BOMなし）", "UTF-16 without a byte order mark"),
        FileKind.Utf7 => Encoding("UTF-7"),
        FileKind.EucJp => Encoding("EUC-JP"),
        FileKind.Ebcdic => new(
            "文字コードがEBCDIC（汎用機の文字コード）です。汎用機からの書き出しで、文字コードを CP932（Shift_JIS）か UTF-8 に変えてください。",
            "The encoding is EBCDIC, that of mainframes. Have it exported as CP932 (Shift_JIS) or UTF-8."),
        FileKind.Packed => new(
            "圧縮されたファイルです。解凍し、中のCSVかExcelブック（.xlsx）を使ってください。",
            "This is a compressed file. Unpack it and use the CSV file or workbook (.xlsx) in it."),
        FileKind.Zip => new(
            "ExcelブックかZIPなどのファイルで、CSVではありません。Excelブックなら、Excelで開いて「CSV UTF-8 (コンマ区切り)」で保存し直してください。ZIPなら、解凍して中のファイルを使ってください。",
            "This is an Excel workbook or a ZIP file, and no CSV. Save a workbook as 'CSV UTF-8' in Excel; unpack a ZIP file and use what "
                + "is in it."),
        FileKind.Pdf => new(
            "PDFです。PDFにする前の表を、CSVかExcelブック（.xlsx）で保存してください。",
            "This is a PDF. Save the table that it was made of as CSV or as a workbook (.xlsx)."),
        FileKind.Picture => new(
            "画像です。元の表を、CSVかExcelブック（.xlsx）で保存してください。",
            "This is a picture. Save the table itself as CSV or as a workbook (.xlsx)."),
        FileKind.Markup => new(
            "HTMLかXMLのファイルです。Excelで開き、「CSV UTF-8 (コンマ区切り)」か「Excel ブック (*.xlsx)」で保存し直してください。",
            "This is HTML or XML. Open it in Excel and save it as 'CSV UTF-8' or 'Excel Workbook (*.xlsx)'."),
        FileKind.OldOffice => WorkbookMessages.PasswordOrOld,
        FileKind.RichText => new(
            "リッチテキスト（.rtf）です。Excelの表にして、CSVかExcelブック（.xlsx）で保存してください。",
            "This is rich text (.rtf). Make an Excel table of it and save it as CSV or as a workbook (.xlsx)."),
        _ => new(
            "文字のファイルではありません。Excelで開けるときは、「CSV UTF-8 (コンマ区切り)」か「Excel ブック (*.xlsx)」で保存し直してください。開けないときは、書き出しからやり直してください。",
            "This is no file of text. Where Excel opens it, save it as 'CSV UTF-8' or 'Excel Workbook (*.xlsx)'; else export it once more."),
    };

    private static BilingualText Encoding(string name, string? english = null) =>
        new($"文字コードが{name}です。{AsUtf8}", $"The encoding is {english ?? name}. {AsUtf8En}");
}

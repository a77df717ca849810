using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Excel workbooks that cannot be read.</summary>
internal static class WorkbookMessages
{
    public static BilingualText PasswordOrOld { get; } = new(
        "パスワード付きか、古い形式(.xls)のExcelファイルです。パスワードを外し、「Excel ブック (*.xlsx)」で保存し直してください。",
        "This is an Excel file with a password, or an old one (.xls). Take the password off and save it as 'Excel Workbook "
            + "(*.xlsx)'.");

    public static BilingualText NameSaysXlsx { get; } = new(
        "名前は .xlsx ですが、Excelブックではありません。Excelで開いて「Excel ブック (*.xlsx)」で保存し直してください。",
        "The name says .xlsx, but this is no Excel workbook. Open it in Excel and save it as 'Excel Workbook (*.xlsx)'.");

    public static BilingualText KindNotTaken { get; } = new(
        "この形式は受け付けていません。マクロなしの「Excel ブック (*.xlsx)」で保存し直してください。",
        "This kind is not taken. Save it as 'Excel Workbook (*.xlsx)', without macros.");

    public static BilingualText NameSaysCsv { get; } = new(
        "名前はCSVですが、中身が違います(ZIPかExcelブック)。CSVで保存し直すか、名前を .xlsx にしてください。",
        "The name says CSV, but this is a ZIP or an Excel workbook. Save it as CSV, or name it .xlsx.");

    public static BilingualText AttachCsvOrXlsx { get; } = new(
        "CSVか「Excel ブック (*.xlsx)」を付けてください。",
        "Attach a CSV file or an Excel workbook (.xlsx).");

    public static BilingualText Unreadable { get; } = new(
        "Excelブックとして読めません(壊れているか、途中で切れているか、使えない内容があります)。Excelで開いて「Excel ブック (*.xlsx)」で保存し直してください。",
        "This is not readable as an Excel workbook: broken, cut off, or with content that is not allowed. Open it in Excel and save it as "
            + "'Excel Workbook (*.xlsx)'.");

    public static BilingualText NoWorkbook { get; } = new(
        "Excelブックではありません。「Excel ブック (*.xlsx)」で保存し直してください。",
        "This is no Excel workbook. Save it as 'Excel Workbook (*.xlsx)'.");

    public static BilingualText Document { get; } = new(
        "WordかPowerPointのファイルです。表をExcelに写し、「Excel ブック (*.xlsx)」で保存してください。",
        "This is a file of Word or PowerPoint. Copy the table into Excel and save it as 'Excel Workbook (*.xlsx)'.");

    public static BilingualText OpenDocument { get; } = new(
        "OpenDocument(.ods など)のファイルです。Excelで開き、「Excel ブック (*.xlsx)」で保存し直してください。",
        "This is an OpenDocument file (such as .ods). Open it in Excel and save it as 'Excel Workbook (*.xlsx)'.");

    public static BilingualText Archive { get; } = new(
        "ZIPで圧縮されたファイルです。解凍し、中のCSVかExcelブック(.xlsx)を使ってください。",
        "This is a ZIP file. Unpack it and use the CSV file or workbook (.xlsx) in it.");

    public static BilingualText Macros { get; } = new(
        "マクロ付きのExcelファイルは受け付けていません。「Excel ブック (*.xlsx)」で保存し直してください。",
        "Excel files with macros are not taken. Save it as 'Excel Workbook (*.xlsx)'.");

    public static BilingualText CellOutside(int columns, int rows) => new(
        $"セルが大きすぎるか、{columns}列・{rows}行の外にあります。余分な行・列・書式を消してください。",
        $"A cell is too large or lies outside {columns} columns and {rows} rows. Remove what is not "
            + $"needed.");

    public static BilingualText UnpacksToTooMuch(long most) => new(
        $"Excelブックの中身が大きすぎます(展開して{most} MiBまで)。使わないシートや画像を消すか、分けて提出してください。",
        $"The workbook unpacks to too much (at most {most} MiB). Remove sheets and pictures that are "
            + $"not needed, or submit it in parts.");
}

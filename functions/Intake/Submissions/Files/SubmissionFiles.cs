namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>Reads the files of a multipart body: what they are is told by their bytes, and the name must not say otherwise.</summary>
public static class SubmissionFiles
{
    private static readonly byte[] Zip = [0x50, 0x4B, 0x03, 0x04], Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>The submission that the fields and the files make together, or why one of the files cannot be taken at all.</summary>
    public static (RawSubmission? Raw, FileFault? Fault) Read(RawSubmission fields, IReadOnlyList<SubmittedFile> files)
    {
        var rows = new FileRowMapper(fields);
        foreach (var file in files)
        {
            var reading = ReadTables(file);
            if (reading.Fault is { } fault)
            {
                return (null, fault);
            }

            rows.Add(file.Name, reading.Tables!);
        }

        return (rows.ToSubmission(), null);
    }

    /// <summary>The tables of a file, as they stand there.</summary>
    /// <param name="file">The file.</param>
    /// <param name="rows">The most rows that a sheet may have.</param>
    internal static FileReadResult ReadTables(SubmittedFile file, int rows = FileLimits.Rows)
    {
        file = file with { Content = FlowContent.Unwrap(file.Content) };
        var content = file.Content.AsSpan();
        if (content.StartsWith(Ole))
        {
            return FileReadResult.Wrong(FileFaultKind.WrongType, file.Name, "file_encrypted_or_old",
                "パスワード付きか、古い形式(.xls)のExcelファイルです。パスワードを外し、「Excel ブック (*.xlsx)」で保存し直してください。",
                "This is an Excel file with a password, or an old one (.xls). Take the password off and save it as 'Excel Workbook "
                    + "(*.xlsx)'.");
        }

        var isZip = content.StartsWith(Zip);
        return (file.Extension, isZip) switch
        {
            (".xlsx", true) or ("", true) => XlsxTables.Read(file with { Content = XlsxParts.WithUsualNames(file.Content) }, rows),
            (".csv" or ".tsv" or ".txt" or "", false) => CsvTable.Read(file),
            (".xlsx", false) => FileReadResult.Wrong(FileFaultKind.WrongType, file.Name, "file_is_not_xlsx",
                "名前は .xlsx ですが、Excelブックではありません。Excelで開いて「Excel ブック (*.xlsx)」で保存し直してください。",
                "The name says .xlsx, but this is no Excel workbook. Open it in Excel and save it as 'Excel Workbook (*.xlsx)'."),
            (".xlsm" or ".xlsb" or ".xls" or ".xltm" or ".xltx", _) =>
                FileReadResult.Wrong(FileFaultKind.WrongType, file.Name, "file_type_unknown",
                "この形式は受け付けていません。マクロなしの「Excel ブック (*.xlsx)」で保存し直してください。",
                "This kind is not taken. Save it as 'Excel Workbook (*.xlsx)', without macros."),
            (".csv" or ".tsv" or ".txt", true) => FileReadResult.Wrong(FileFaultKind.WrongType, file.Name, "file_is_not_csv",
                "名前はCSVですが、中身が違います(ZIPかExcelブック)。CSVで保存し直すか、名前を .xlsx にしてください。",
                "The name says CSV, but this is a ZIP or an Excel workbook. Save it as CSV, or name it .xlsx."),
            _ => FileReadResult.Wrong(FileFaultKind.WrongType, file.Name, "file_type_unknown",
                "CSVか「Excel ブック (*.xlsx)」を付けてください。", "Attach a CSV file or an Excel workbook (.xlsx)."),
        };
    }
}

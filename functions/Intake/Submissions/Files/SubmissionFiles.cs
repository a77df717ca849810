using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Messages;

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
            return FileReadResult.Wrong(FileFaultKind.WrongType, file.Name, "file_encrypted_or_old", WorkbookMessages.PasswordOrOld);
        }

        var isZip = content.StartsWith(Zip);
        return (file.Extension, isZip) switch
        {
            (".xlsx", true) or ("", true) => XlsxTables.Read(file with { Content = XlsxParts.WithUsualNames(file.Content) }, rows),
            (".csv" or ".tsv" or ".txt" or "", false) => CsvTable.Read(file),
            (".xlsx", false) => FileReadResult.Wrong(FileFaultKind.WrongType, file.Name, "file_is_not_xlsx",
                FileKinds.Of(content) is { } kind ? FileKindMessages.Of(kind) : WorkbookMessages.NameSaysXlsx),
            (".xlsm" or ".xlsb" or ".xls" or ".xltm" or ".xltx", _) =>
                FileReadResult.Wrong(FileFaultKind.WrongType, file.Name, "file_type_unknown", WorkbookMessages.KindNotTaken),
            (".csv" or ".tsv" or ".txt", true) => FileReadResult.Wrong(FileFaultKind.WrongType, file.Name, "file_is_not_csv",
                XlsxPackage.WhatElse(file.Content) ?? WorkbookMessages.NameSaysCsv),
            _ => FileReadResult.Wrong(FileFaultKind.WrongType, file.Name, "file_type_unknown", WorkbookMessages.AttachCsvOrXlsx),
        };
    }
}

using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Intake.Drops;

/// <summary>Rows of <c>factdrop</c>: one partition is one folder.</summary>
public static class DropRows
{
    /// <param name="upload">Names the upload.</param>
    /// <param name="receipt">What became of it.</param>
    public static Row From(string upload, DropReceipt receipt) =>
        new(receipt.Folder, upload, new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["folder"] = receipt.Folder,
            ["file"] = receipt.File,
            ["state"] = receipt.State,
            ["rowsread"] = receipt.RowsRead,
            ["rowstaken"] = receipt.RowsTaken,
            ["rowsheld"] = receipt.RowsHeld,
            ["warnings"] = receipt.WarningCount,
            ["receivedat"] = receipt.UploadedAt,
        });
}

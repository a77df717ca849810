using System.Text.Json;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Intake.Submissions.Forms;

/// <summary>What was read of the workbooks of forms: which answers, with which outcome, and the receipts.</summary>
public sealed class FormPullStore(StorageAccount storage)
{
    private readonly BlobStore state = storage.Container(ContainerNames.State), receipts = storage.Container(ContainerNames.Receipts);

    /// <summary>What is known of a form's answers; nothing when it was never read.</summary>
    internal async Task<FormPullState> ReadAsync(string form, CancellationToken cancel) =>
        await state.ReadAsync(StateBlob(form), cancel) is { } held
            ? JsonSerializer.Deserialize<FormPullState>(held.Content, FormPullState.Json) ?? FormPullState.None : FormPullState.None;

    /// <summary>Keeps what is known of a form's answers.</summary>
    internal Task SaveAsync(string form, FormPullState now, CancellationToken cancel) =>
        state.WriteAsync(StateBlob(form), JsonSerializer.SerializeToUtf8Bytes(now, FormPullState.Json), "application/json", cancel);

    /// <summary>Writes the receipt of a workbook.</summary>
    internal Task WriteAsync(FormReceipt receipt, CancellationToken cancel) =>
        receipts.WriteAsync($"forms/{receipt.Form}.json", JsonSerializer.SerializeToUtf8Bytes(receipt, FormPullState.Json),
            "application/json", cancel);

    private static string StateBlob(string form) => $"forms/{form}.json";
}

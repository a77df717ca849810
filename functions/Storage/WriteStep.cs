using System.Globalization;
using Azure.Core.Pipeline;

namespace SmartToyonaka.Storage;

/// <summary>
/// Names the place in the program that writes. The name goes with every call that belongs to the write, and with their repetitions, as
/// <c>x-ms-client-request-id</c>: the storage's own log then says which step it was, and a test learns from it what the durable steps are.
/// </summary>
internal static class WriteStep
{
    /// <summary>Until this is disposed of, calls are those of the place, and write to the table, container or queue: <c>DropTable:104/drops/5f0c…</c>.</summary>
    public static IDisposable Begin(string target, string file, int line)
    {
        // As the compiler saw it, on whatever system that was.
        var name = file.AsSpan(file.AsSpan().LastIndexOfAny('/', '\\') + 1);
        return HttpPipeline.CreateClientRequestIdScope(string.Create(
            CultureInfo.InvariantCulture, $"{(name.IndexOf('.') is var dot and > 0 ? name[..dot] : name)}:{line}/{target}/{Guid.NewGuid():N}"));
    }
}

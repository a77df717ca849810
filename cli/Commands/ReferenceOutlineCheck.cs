using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Intake.Reference;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary>
/// <c>reference check report-outline.json</c>: against the catalogue and the texts in effect, where the storage can be reached, else
/// against the catalogue that is built in.
/// </summary>
internal static class ReferenceOutlineCheck
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>Tells what is wrong, else what changes; the exit status.</summary>
    public static async Task<int> RunAsync(ParseResult parsed, FileInfo given, CancellationToken cancel)
    {
        var content = await File.ReadAllBytesAsync(given.FullName, cancel);
        var preview = await PreviewAsync(parsed, content, cancel);
        var errors = preview?.Errors ?? (await ReferenceCheck.OutlineAsync(content, ReferenceData.BuiltInCatalogue)).Errors;
        ReferenceCommand.Show(errors);
        foreach (var d in preview?.Differences ?? [])
        {
            Console.WriteLine($"{d.Subject} {d.Kind} {d.Id}: {d.Before} → {d.After}");
        }

        if (preview is null)
        {
            Console.WriteLine(Of(ReferenceMessages.NotCompared));
        }

        Console.WriteLine(Of(errors.Count == 0 ? ReferenceMessages.Good : ReferenceMessages.Wrong(errors.Count)));
        return errors.Count == 0 ? 0 : 1;
    }

    private static async Task<ReferencePreview?> PreviewAsync(ParseResult parsed, byte[] content, CancellationToken cancel)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        soon.CancelAfter(Soon);
        try
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            var desk = services.GetRequiredService<ReferenceAdministration>();
            return await desk.CheckAsync(desk.Find(ReferenceFiles.Outline)!, content, soon.Token);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && e is InvalidOperationException or OperationCanceledException
            or AggregateException or Azure.RequestFailedException)
        {
            return null;
        }
    }
}

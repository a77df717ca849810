using System.CommandLine;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Operations.Maintenance;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>reference check FILE</c>: the receipt that reference data would get if they were uploaded.</summary>
internal static class ReferenceCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = Of(OptionMessages.ReferenceFile) };
        var departments = new Option<FileInfo?>("--register")
        {
            Description = Of(OptionMessages.ReferenceRegister),
        };
        var check = new Command("check", Of(HelpMessages.ReferenceCheck)) { file, departments };
        check.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            var given = parsed.GetValue(file)!;
            if (given.Name == ReferenceFiles.Outline)
            {
                return await ReferenceOutlineCheck.RunAsync(parsed, given, cancel);
            }

            var (utf8, errors) = await CheckAsync(given, parsed.GetValue(departments), cancel);
            Show(errors);
            if (utf8 is not null && given.Name is not ("holidays.csv" or "contacts.csv"))
            {
                errors = await ShowChangesAsync(parsed, given, utf8, cancel);
                utf8 = errors.Count == 0 ? utf8 : null;
            }

            Console.WriteLine(utf8 is null ? Of(ReferenceMessages.Wrong(errors.Count)) : Of(ReferenceMessages.Good));
            return utf8 is null ? 1 : 0;
        }));
        return new("reference", Of(HelpMessages.Reference)) { check, Confirm() };
    }

    private static Command Confirm()
    {
        var file = new Argument<string>("file") { Description = Of(OptionMessages.WaitingReference) };
        var confirm = new Command("confirm", Of(HelpMessages.ReferenceConfirm)) { file };
        confirm.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            var isDone = await services.GetRequiredService<ReferencePuller>().ConfirmAsync(parsed.GetValue(file)!, cancel);
            Console.WriteLine(Of(isDone ? ReferenceMessages.Confirmed : ReferenceMessages.NothingWaits));
            return isDone ? 0 : 1;
        }));
        return confirm;
    }

    // Compared with the current and published data, where the storage can be reached.
    private static async Task<IReadOnlyList<RegisterError>> ShowChangesAsync(ParseResult parsed, FileInfo given, byte[] utf8,
        CancellationToken cancel)
    {
        ServiceProvider services;
        try
        {
            services = await CommandServices.OpenAsync(parsed, cancel);
        }
        catch (InvalidOperationException)
        {
            return NotCompared();
        }

        await using var closing = services;
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        soon.CancelAfter(TimeSpan.FromSeconds(5));
        ReferenceSnapshot now;
        try
        {
            now = await services.GetRequiredService<ReferenceData>().GetNewestAsync(soon.Token);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested
            && e is OperationCanceledException or AggregateException or Azure.RequestFailedException)
        {
            return NotCompared();
        }

        // What would be lost only shows beside what is in effect.
        var isRegister = given.Extension != ".json";
        var (_, wrong) = isRegister ? await services.GetRequiredService<RegisterUploadCheck>().CheckAsync(utf8, now.Register, cancel)
            : await services.GetRequiredService<CatalogueUploadCheck>().CheckAsync(utf8, now, cancel);
        if (wrong.Count > 0)
        {
            Show(wrong);
            return wrong;
        }

        var impact = await services.GetRequiredService<ReferenceImpactReader>()
            .ImpactAsync(isRegister ? now with { Register = ReferenceData.ReadRegister(utf8) }
                : now with { Catalogue = Catalogue.Parse(utf8) }, cancel);
        foreach (var t in impact.Tables)
        {
            Console.WriteLine($"{t.Table}: +{t.Added} ~{t.Changed} -{t.Removed}");
        }

        foreach (var d in isRegister ? [] : ReferenceDifferences.Of(now.Catalogue, Catalogue.Parse(utf8)))
        {
            Console.WriteLine($"{d.Subject} {d.Kind} {d.Id}: {d.Before} → {d.After}");
        }

        foreach (var change in impact.Changes.Take(ReferenceReceipt.MostErrors))
        {
            Console.WriteLine($"{change.Indicator} {change.Basis} {change.Month} {change.Status}: "
                + $"{(change.Before.Length > 0 ? change.Before : "-")} → {(change.After.Length > 0 ? change.After : "-")}");
        }

        Console.WriteLine(Of(ReferenceMessages.Changes(impact.Published, impact.Changes.Count,
            services.GetRequiredService<ReferenceOptions>().Waits(impact))));
        return [];
    }

    private static async Task<(byte[]? Utf8, IReadOnlyList<RegisterError> Errors)> CheckAsync(FileInfo given, FileInfo? departments,
        CancellationToken cancel)
    {
        var content = await File.ReadAllBytesAsync(given.FullName, cancel);
        if (given.Extension == ".json")
        {
            var (register, wrong) = departments is null ? (null, [])
                : ReferenceCheck.Register(await File.ReadAllBytesAsync(departments.FullName, cancel));
            return departments is not null && register is null
                ? (null, wrong)
                : await ReferenceCheck.CatalogueAsync(content, register is null ? ReferenceData.BuiltInRegister
                    : ReferenceData.ReadRegister(register));
        }

        return given.Name switch
        {
            "holidays.csv" => ReferenceCheck.Holidays(content),
            "contacts.csv" => ReferenceCheck.Contacts(content, register: null),
            _ => ReferenceCheck.Register(content),
        };
    }

    internal static void Show(IReadOnlyList<RegisterError> errors)
    {
        foreach (var e in errors.Take(ReferenceReceipt.MostErrors))
        {
            var message = e.MessageEn.Length > 0 ? Of(new(e.Message, e.MessageEn)) : e.Message;
            Console.WriteLine($"{e.Line}: {e.Column}: {e.Code}: {message}");
        }
    }

    private static IReadOnlyList<RegisterError> NotCompared()
    {
        Console.WriteLine(Of(ReferenceMessages.NotCompared));
        return [];
    }
}

using System.CommandLine;
using System.Text;
using SmartToyonaka.Organisation;
using SmartToyonaka.Reference;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>reference check FILE</c>: what would become of reference data if it were uploaded.</summary>
internal static class ReferenceCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "departments.csv, catalogue.json, holidays.csv or contacts.csv" };
        var departments = new Option<FileInfo?>("--register") { Description = "the departments.csv that a catalogue.json is meant for; the built-in one when not given" };
        var check = new Command("check", "Checks a register; or a catalogue, where the file ends in .json, or holidays or addresses, where it is called holidays.csv or contacts.csv. Nothing is stored") { file, departments };
        check.SetAction((parsed, cancel) => Run.Safely(async () =>
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            var given = parsed.GetValue(file)!;
            var (utf8, errors) = await CheckAsync(given, parsed.GetValue(departments), cancel);
            foreach (var e in errors.Take(ReferenceReceipt.MostErrors))
            {
                Console.WriteLine($"{e.Line}: {e.Column}: {e.Code}: {e.Message}");
            }

            Console.WriteLine(utf8 is null ? $"誤り {errors.Count} 件。このままでは取り込まれません。" : "誤りはありません。");
            return utf8 is null ? 1 : 0;
        }));
        return new("reference", "Looks after reference data") { check };
    }

    private static async Task<(byte[]? Utf8, IReadOnlyList<RegisterError> Errors)> CheckAsync(FileInfo given, FileInfo? departments, CancellationToken cancel)
    {
        var content = await File.ReadAllBytesAsync(given.FullName, cancel);
        if (given.Extension == ".json")
        {
            var (register, wrong) = departments is null ? (null, []) : ReferencePuller.CheckRegister(await File.ReadAllBytesAsync(departments.FullName, cancel));
            return departments is not null && register is null
                ? (null, wrong)
                : await ReferencePuller.CheckCatalogueAsync(content, register is null ? ReferenceData.BuiltInRegister : ReferenceData.ReadRegister(register));
        }

        return given.Name switch
        {
            "holidays.csv" => ReferencePuller.CheckHolidays(content),
            "contacts.csv" => ReferencePuller.CheckContacts(content, register: null),
            _ => ReferencePuller.CheckRegister(content),
        };
    }
}

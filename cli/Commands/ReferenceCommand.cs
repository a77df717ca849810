using System.CommandLine;
using System.Text;
using SmartToyonaka.Reference;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>reference check FILE</c>: what would become of a register or a list of holidays if it were uploaded.</summary>
internal static class ReferenceCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "departments.csv, holidays.csv or contacts.csv" };
        var check = new Command("check", "Checks a register, or holidays or addresses where the file is called holidays.csv or contacts.csv; nothing is stored") { file };
        check.SetAction((parsed, cancel) => Run.Safely(async () =>
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            var given = parsed.GetValue(file)!;
            var content = await File.ReadAllBytesAsync(given.FullName, cancel);
            var (utf8, errors) = given.Name switch
            {
                "holidays.csv" => ReferencePuller.CheckHolidays(content),
                "contacts.csv" => ReferencePuller.CheckContacts(content, register: null),
                _ => ReferencePuller.CheckRegister(content),
            };
            foreach (var e in errors)
            {
                Console.WriteLine($"{e.Line}: {e.Column}: {e.Code}: {e.Message}");
            }

            Console.WriteLine(utf8 is null ? $"誤り {errors.Count} 件。このままでは取り込まれません。" : "誤りはありません。");
            return utf8 is null ? 1 : 0;
        }));
        return new("reference", "Looks after reference data") { check };
    }
}

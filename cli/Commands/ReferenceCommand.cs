using System.CommandLine;
using System.Text;
using SmartToyonaka.Reference;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>reference check FILE</c>: what would become of a register if it were uploaded.</summary>
internal static class ReferenceCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "departments.csv" };
        var check = new Command("check", "Checks a register; nothing is stored") { file };
        check.SetAction((parsed, cancel) => Run.Safely(async () =>
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            var (utf8, errors) = ReferencePuller.CheckRegister(await File.ReadAllBytesAsync(parsed.GetValue(file)!.FullName, cancel));
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

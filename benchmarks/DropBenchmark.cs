using System.Globalization;
using System.Text;
using CsvHelper;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Benchmarks;

/// <summary>Reading and checking an overtime file in CP932, against CsvHelper reading the same file's fields as strings.</summary>
internal static class DropBenchmark
{
    public const string MemoryCommand = "drops-memory";
    private const int Rounds = 7;

    private static readonly DropReference Reference = new(ReferenceData.BuiltInRegister, ReferenceData.BuiltInCatalogue.Vocabulary,
        ClosedMonths.None);

    public static async Task<int> RunAsync(int rows)
    {
        var path = Path.Combine(Path.GetTempPath(), $"overtime-{rows}-{Environment.ProcessId}.csv");
        try
        {
            OvertimeFile.WriteYear(path, rows);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"file: {rows:N0} rows, {new FileInfo(path).Length / 1e6:F1} MB, CP932"));
            await PairedMeasurement.RunAsync(
                "CsvHelper, every field as a string", _ => PairedMeasurement.TimeAsync(() => FloorAsync(path)),
                "read, decode, normalise and check", _ => PairedMeasurement.TimeAsync(() => OursAsync(path)), Rounds);
            await PrintMemoryAsync("this file", path);
            OvertimeFile.WriteWidest(path, rows, months: 1570, combinations: 5);
            await PrintMemoryAsync("as many sections and months as a file may have, in five combinations", path);
            OvertimeFile.WriteWidest(path, rows, months: 480, combinations: 16);
            await PrintMemoryAsync("18,000 sections and months in sixteen combinations", path);
            OvertimeFile.WriteUnknown(path, rows, 59_000);
            await PrintMemoryAsync("59,000 unknown sections", path);
            OvertimeFile.WriteUnknown(path, rows, rows);
            await PrintMemoryAsync("every row another unknown section", path);
            OvertimeFile.WriteWorkbook(path);
            await PrintMemoryAsync($"a workbook of {new FileInfo(path).Length / 1e6:F1} MB with as many rows as one may have", path);
            return 0;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Ours alone, so that the floor's memory does not count.</summary>
    public static async Task<int> MeasureMemoryAsync(string path)
    {
        // As the app does; the library that reads workbooks asks for it.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var check = await CheckAsync(path);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{ChildProcess.PeakMemory() / 1e6:F0} MB ({check.Receipt.State}, {check.Receipt.PairsTaken:N0} sections and months taken, "
                + $"{check.Receipt.PairsHeld:N0} held)"));
        return 0;
    }

    /// <summary>The floor: every field of every row as a string.</summary>
    public static Task FloorAsync(string path)
    {
        using var csv = CsvReader.Create(File.OpenRead(path),
            new CsvReaderOptions { HasHeader = false, Encoding = CodePagesEncodingProvider.Instance.GetEncoding(932) });
        long length = 0;
        while (csv.Read())
        {
            for (var i = 0; i < csv.FieldCount; i++)
            {
                length += csv.GetString(i).Length;
            }
        }

        return length > 0 ? Task.CompletedTask : throw new InvalidOperationException("Nothing was read.");
    }

    private static async Task PrintMemoryAsync(string what, string path) =>
        Console.WriteLine($"peak memory of our part, in a process of its own, {what}: {await ChildProcess.AskAsync(MemoryCommand, path)}");

    private static async Task OursAsync(string path)
    {
        var check = await CheckAsync(path);
        if (check.Receipt.State != DropState.Taken || !check.Observations.Any())
        {
            throw new InvalidOperationException("The file was not taken.");
        }
    }

    private static async Task<DropCheck> CheckAsync(string path) =>
        await new DropChecker(new()).CheckAsync(DropFile.OnDisk("overtime", path), Reference, CancellationToken.None)
            ?? throw new InvalidOperationException("The file is gone.");
}

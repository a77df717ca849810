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

    public static async Task<int> RunAsync(int rows, Findings found, int rounds = Rounds)
    {
        var path = Path.Combine(Path.GetTempPath(), $"overtime-{rows}-{Environment.ProcessId}.csv");
        try
        {
            OvertimeFile.WriteYear(path, rows);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"file: {rows:N0} rows, {new FileInfo(path).Length / 1e6:F1} MB, CP932"));
            found.AtMost(string.Create(CultureInfo.InvariantCulture, $"read and check {rows:N0} rows (CP932)"),
                await PairedMeasurement.RunAsync(
                    "CsvHelper, every field as a string", _ => PairedMeasurement.TimeAsync(() => FloorAsync(path)),
                    "read, decode, normalise and check", _ => PairedMeasurement.TimeAsync(() => OursAsync(path)), rounds), 1.5);
            await MemoryAsync("a year's export", 200);
            OvertimeFile.WriteWidest(path, rows, months: 1570, combinations: 5);
            await MemoryAsync("as many sections and months as a file may have", 200);
            OvertimeFile.WriteWidest(path, rows, months: 480, combinations: 16);
            await MemoryAsync("18,000 sections and months in sixteen combinations", 200);
            OvertimeFile.WriteUnknown(path, rows, 59_000);
            await MemoryAsync("59,000 unknown sections", 200);
            OvertimeFile.WriteUnknown(path, rows, rows);
            await MemoryAsync("every row another unknown section", 200);
            OvertimeFile.WriteYear(path, 1);
            var least = await ChildProcess.AskFigureAsync(MemoryCommand, path);
            OvertimeFile.WriteWorkbook(path);
            var most = await ChildProcess.AskFigureAsync(MemoryCommand, path);
            found.AtMost(string.Create(CultureInfo.InvariantCulture,
                $"memory of reading a workbook of {new FileInfo(path).Length / 1e6:F1} MB, more than a file of one row ({least:F0} MB)"),
                most - least, 150, "MB");
            return 0;
        }
        finally
        {
            File.Delete(path);
        }

        async Task MemoryAsync(string what, double aim) =>
            found.AtMost($"memory of reading {what}", await ChildProcess.AskFigureAsync(MemoryCommand, path), aim, "MB");
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

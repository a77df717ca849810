using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsvHelper;
using SmartToyonaka.Calendar;
using SmartToyonaka.Closings;
using SmartToyonaka.Drops;
using SmartToyonaka.Reference;

namespace SmartToyonaka.Benchmarks;

/// <summary>Reading and checking an overtime file in CP932, against CsvHelper reading the same file's fields as strings.</summary>
internal static class DropBenchmark
{
    public const string MemoryCommand = "drops-memory";
    private const int Rounds = 7;

    private static readonly DropReference Reference = new(ReferenceData.BuiltInRegister, ReferenceData.BuiltInCatalogue.Vocabulary, ClosedMonths.None);

    public static async Task<int> RunAsync(int rows)
    {
        var path = Path.Combine(Path.GetTempPath(), $"overtime-{rows}-{Environment.ProcessId}.csv");
        try
        {
            Generate(path, rows);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"file: {rows:N0} rows, {new FileInfo(path).Length / 1e6:F1} MB, CP932"));
            List<double> floor = [], ours = [];
            for (var round = -1; round < Rounds; round++)
            {
                var (f, o) = (await TimeAsync(() => FloorAsync(path)), await TimeAsync(() => OursAsync(path)));

                // The first round is the compiler's.
                if (round >= 0)
                {
                    floor.Add(f);
                    ours.Add(o);
                }
            }

            Print("CsvHelper, every field as a string", floor);
            Print("read, decode, normalise and check", ours);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio of medians: {Median(ours) / Median(floor):F2}"));
            var peak = await PeakMemoryAsync(path);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory of our part, in a process of its own: {peak:F0} MB"));
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
        await OursAsync(path);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(self.PeakWorkingSet64);
        return 0;
    }

    private static async Task<double> PeakMemoryAsync(string path)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(DropBenchmark).Assembly.Location);
        }

        start.ArgumentList.Add(MemoryCommand);
        start.ArgumentList.Add(path);
        using var child = Process.Start(start)!;
        var peak = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return double.Parse(peak, CultureInfo.InvariantCulture) / 1e6;
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static Task FloorAsync(string path)
    {
        using var csv = CsvReader.Create(File.OpenRead(path), new CsvReaderOptions { HasHeader = false, Encoding = CodePagesEncodingProvider.Instance.GetEncoding(932) });
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
        var check = await new DropChecker(new()).CheckAsync(DropFile.OnDisk("overtime", path), Reference, CancellationToken.None);
        if (check is not { Receipt.State: DropState.Taken } || !check.Observations.Any())
        {
            throw new InvalidOperationException("The file was not taken.");
        }
    }

    private static void Generate(string path, int rows)
    {
        var sections = ReferenceData.BuiltInRegister.In(new FiscalMonth(2021, 4)).ToList();
        string[] names = ["豊中 太郎", "千里 花子", "服部 次郎", "曽根 美咲", "岡町 健一", "蛍池 さくら"];
        string[] reasons = ["通常", "通常", "通常", "新型コロナ", "災害", "選挙"];
        var random = new Random(2021);
        using var file = new StreamWriter(path, append: false, CodePagesEncodingProvider.Instance.GetEncoding(932)!) { NewLine = "\r\n" };
        file.WriteLine("年月,所属コード,所属名,職員番号,氏名,職種,勤務形態,事由区分,時間外時間");
        var perMonth = (rows + 11) / 12;
        for (var row = 0; row < rows; row++)
        {
            var month = new FiscalMonth(2021, 4).AddMonths(row / perMonth);
            var section = sections[(int)((long)(row % perMonth) * sections.Count / perMonth)];
            file.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{JapaneseEra.Text(month)},{section.Code},{section.Name},{100_000 + row % perMonth:D6},{names[random.Next(names.Length)]},{(row % 17 == 0 ? "医療職" : "一般")},{(row % 23 == 0 ? "交替制" : "通常")},{reasons[random.Next(reasons.Length)]},{random.Next(0, 90)}:{random.Next(0, 60):D2}"));
        }
    }

    private static void Print(string what, List<double> times) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: median {Median(times):F0} ms ({times.Min():F0}–{times.Max():F0}, {times.Count} runs)"));

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}

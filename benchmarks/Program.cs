using System.Globalization;
using SmartToyonaka.Benchmarks;

// A plain harness: each benchmark measures a floor and ours in the same run and prints the ratio.
return args switch
{
    ["drops", .. var rest] => await DropBenchmark.RunAsync(Number(rest, 0, 1_000_000)),
    ["ledger", .. var rest] => await LedgerBenchmark.RunAsync(Number(rest, 0, 1_000_000), Number(rest, 1, 7)),
    ["ledger-widest", .. var rest] => await LedgerBenchmark.RunWidestAsync(Number(rest, 0, 1_000_000)),
    ["submissions", .. var rest] => await SubmissionBenchmark.RunAsync(Number(rest, 0, 4)),
    ["recomputation"] => await RecomputationBenchmark.RunAsync(),
    ["catalogue", .. var rest] => await CatalogueBenchmark.RunAsync(Number(rest, 0, 200), Number(rest, 1, 300)),
    ["load", .. var rest] => await LoadBenchmark.BurstAsync(Number(rest, 0, 5_000), Number(rest, 1, 200), Number(rest, 2, 100)),
    ["soak", .. var rest] => await LoadBenchmark.SoakAsync(Number(rest, 0, 30), Number(rest, 1, 5)),
    ["azurite-loss", .. var rest] => await AzuriteLossBenchmark.RunAsync(Number(rest, 0, 5), Number(rest, 1, 20)),
    ["paint", var address] => await PaintBenchmark.RunAsync(address),
    ["drill", .. var rest] => await DrillBenchmark.RunAsync(Number(rest, 0, 10)),
    ["start"] => await StartBenchmark.RunAsync(),
    ["host"] => await StartBenchmark.RunHostAsync(),
    [DropBenchmark.MemoryCommand, var file] => await DropBenchmark.MeasureMemoryAsync(file),
    [LedgerBenchmark.MemoryCommand, var storage] => await LedgerBenchmark.MeasureMemoryAsync(storage),
    [SubmissionBenchmark.OursCommand, var storage] => await SubmissionBenchmark.ServeOursAsync(storage),
    [SubmissionBenchmark.FloorCommand, var storage] => await SubmissionBenchmark.ServeFloorAsync(storage),
    [SubmissionBenchmark.LoadedCommand, var storage] => await SubmissionBenchmark.ServeLoadedAsync(storage),
    _ => Usage(),
};

static int Number(string[] rest, int at, int otherwise) => rest.Length > at ? int.Parse(rest[at], CultureInfo.InvariantCulture) : otherwise;

static int Usage()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project benchmarks -- NAME
          drops [rows]            reading and checking a file
          ledger [rows] [rounds]  a file end to end into the ledger
          ledger-widest [rows]    memory of the file with most sections and months, end to end
          submissions [at-a-time] accepting submissions
          recomputation           computing a year again, ten years of history against one
          catalogue [measures] [indicators]
                                  a correction, a new target and the start with a large catalogue
          load [submissions] [connections] [drops]
                                  the last evening: a burst from 500 departments
          soak [minutes] [a second]
                                  a steady rate: no leak, no growing latency
          azurite-loss [rounds] [seconds]
                                  what a SIGKILL of Azurite loses
          paint ADDRESS           from asking for a page to its first paint, of an app that runs
          drill [years]           published tables and years of the ledger are lost and brought back
          start                   from start to the first answered request, through host and worker
          host                    a request through host and worker
        """);
    return 2;
}

using System.Globalization;
using SmartToyonaka.Benchmarks;

// A plain harness: each benchmark measures a floor and ours in the same run and prints the ratio.
var found = new Findings();
var status = args switch
{
    ["all", .. var rest] => await AllBenchmark.RunAsync(found, rest.FirstOrDefault(r => r.EndsWith(".md", StringComparison.Ordinal)),
        [.. rest.Where(r => !r.EndsWith(".md", StringComparison.Ordinal))]),
    ["drops", .. var rest] => await DropBenchmark.RunAsync(Number(rest, 0, 1_000_000), found),
    ["ledger", .. var rest] => await LedgerBenchmark.RunAsync(Number(rest, 0, 1_000_000), Number(rest, 1, 7), found),
    ["ledger-widest", .. var rest] => await LedgerBenchmark.RunWidestAsync(Number(rest, 0, 1_000_000), found),
    ["submissions", .. var rest] => await SubmissionBenchmark.RunAsync(Number(rest, 0, 4), found),
    ["recomputation"] => await RecomputationBenchmark.RunAsync(found),
    ["catalogue", .. var rest] => await CatalogueBenchmark.RunAsync(Number(rest, 0, 200), Number(rest, 1, 300)),
    ["load", .. var rest] => await LoadBenchmark.BurstAsync(Number(rest, 0, 5_000), Number(rest, 1, 200), Number(rest, 2, 100), found),
    ["soak", .. var rest] => await LoadBenchmark.SoakAsync(Number(rest, 0, 30), Number(rest, 1, 5), found),
    ["azurite-loss", .. var rest] => await AzuriteLossBenchmark.RunAsync(Number(rest, 0, 5), Number(rest, 1, 20)),
    ["paint", var address] => await PaintBenchmark.RunAsync(address, found),
    ["drill", .. var rest] => await DrillBenchmark.RunAsync(Number(rest, 0, 10)),
    ["start"] => await StartBenchmark.RunAsync(found),
    ["host"] => await StartBenchmark.RunHostAsync(found),
    ["sample", .. var rest] => await SampleBenchmark.RunAsync(found, Number(rest, 0, 3)),
    ["pages"] => await SampleBenchmark.RunPagesAsync(found),
    [DropBenchmark.MemoryCommand, var file] => await DropBenchmark.MeasureMemoryAsync(file),
    [LedgerBenchmark.MemoryCommand, var storage] => await LedgerBenchmark.MeasureMemoryAsync(storage),
    [SubmissionBenchmark.OursCommand, var storage] => await SubmissionBenchmark.ServeOursAsync(storage),
    [SubmissionBenchmark.FloorCommand, var storage] => await SubmissionBenchmark.ServeFloorAsync(storage),
    [SubmissionBenchmark.LoadedCommand, var storage] => await SubmissionBenchmark.ServeLoadedAsync(storage),
    _ => Usage(),
};
found.Print();
return status;

static int Number(string[] rest, int at, int otherwise) => rest.Length > at ? int.Parse(rest[at], CultureInfo.InvariantCulture) : otherwise;

static int Usage()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project benchmarks -- NAME
          all [FILE.md] [PART…]   everything that has an aim, as one table; writes it to a file; parts alone
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
          sample [times]          sample --once
          pages                   pages, downloads and timers of the app with the sample in it
        """);
    return 2;
}

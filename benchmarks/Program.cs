using SmartToyonaka.Benchmarks;

// A plain harness: each benchmark measures a floor and ours in the same run and prints the ratio.
return args switch
{
    ["drops", .. var rest] => await DropBenchmark.RunAsync(rest.Length > 0 ? int.Parse(rest[0], System.Globalization.CultureInfo.InvariantCulture) : 1_000_000),
    [DropBenchmark.MemoryCommand, var file] => await DropBenchmark.MeasureMemoryAsync(file),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("dotnet run -c Release --project benchmarks -- drops [rows]");
    return 2;
}

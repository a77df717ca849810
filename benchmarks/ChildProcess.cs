using System.Diagnostics;
using System.Globalization;

namespace SmartToyonaka.Benchmarks;

/// <summary>This program once more, as a process of its own: for what memory and a start take.</summary>
internal static class ChildProcess
{
    public static Process Start(bool readsOutput, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = readsOutput, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        }

        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return Process.Start(start)!;
    }

    /// <summary>What it prints in one line.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> AskAsync(params string[] args)
    {
        using var child = Start(readsOutput: true, args);
        var answer = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return child.ExitCode == 0 ? answer.Trim() : throw new InvalidOperationException($"{args[0]} failed.");
    }

    /// <summary>The figure that it prints first.</summary>
    public static async Task<double> AskFigureAsync(params string[] args)
    {
        var answer = await AskAsync(args);
        Console.WriteLine(answer);
        return double.Parse(answer.Split(' ')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>The most memory that any process started by this one has now had, in bytes; 0 where the system does not say.</summary>
    public static long PeakMemoryOfChildren() => OfChildren(Environment.ProcessId, p => p.PeakWorkingSet64);

    /// <summary>The memory of the largest process started by one, in bytes; 0 where the system does not say.</summary>
    public static long MemoryOfChildren(int parent) => OfChildren(parent, p => p.WorkingSet64);

    /// <summary>
    /// The processor time of whatever this process has started, and of what that has started, in milliseconds; 0 where the system does not
    /// say. It is the same beside others that use the machine, as the time of the clock is not.
    /// </summary>
    public static double ProcessorTimeOfDescendants()
    {
        var all = Process.GetProcesses().Select(p => (p.Id, Parent: ParentOf(p), Process: p)).ToLookup(p => p.Parent);
        return Below(Environment.ProcessId).Sum(p => p.TotalProcessorTime.TotalMilliseconds);

        IEnumerable<Process> Below(int parent) => all[parent].SelectMany(p => Below(p.Id).Prepend(p.Process));
    }

    private static long OfChildren(int parent, Func<Process, long> memory) =>
        Process.GetProcesses().Where(p => IsChild(p, parent)).Select(memory).DefaultIfEmpty().Max();

    private static bool IsChild(Process process, int parent) => ParentOf(process) == parent;

    private static int? ParentOf(Process process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(l => l.StartsWith("PPid:", StringComparison.Ordinal));
            return line is null ? null : int.Parse(line[5..], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The most memory that this process has had, in bytes.</summary>
    public static long PeakMemory()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}

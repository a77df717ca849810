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

    private static long OfChildren(int parent, Func<Process, long> memory) =>
        Process.GetProcesses().Where(p => IsChild(p, parent)).Select(memory).DefaultIfEmpty().Max();

    private static bool IsChild(Process process, int parent)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(l => l.StartsWith("PPid:", StringComparison.Ordinal));
            return line?[5..].Trim() == parent.ToString(CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The most memory that this process has had, in bytes.</summary>
    public static long PeakMemory()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}

using System.Globalization;

namespace SmartToyonaka.Tests.Support;

/// <summary>
/// The child process of <see cref="AppProcess"/>. It reports to its parent, one line each, its address and what <see cref="SteeredHost"/>
/// tells; without a parent it ends.
/// </summary>
internal static class AppOfAProcess
{
    private static readonly Lock One = new();

    public static async Task RunAsync(string now, string[] settings)
    {
        await using var host = await SteeredHost.StartAsync(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), settings, Tell);
        Tell($"at {host.Address}");
        while (await Console.In.ReadLineAsync() is { } order)
        {
            host.Advance(TimeSpan.Parse(order, CultureInfo.InvariantCulture));
            Tell("advanced");
        }
    }

    private static void Tell(string line)
    {
        lock (One)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}

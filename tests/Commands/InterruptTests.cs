using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Commands;

/// <summary>A command that is asked to end ends: at once where a person waits for it, and without an error.</summary>
public sealed class InterruptTests : IDisposable
{
    private const int Interrupted = 130, Terminated = 143;

    private readonly string folder = Directory.CreateTempSubdirectory("interrupt-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_sample_ends_in_the_midst_of_its_progress()
    {
        var (status, text) = await CommandLine.InterruptAsync(await TestStorage.NewAccountAsync(), "0%", "sample", "--data", folder,
            "--port", FreePort());

        Assert.True(status is Interrupted or Terminated, $"{status}: {text}");
        Assert.DoesNotContain("100%", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_ends_when_it_is_told_to()
    {
        var (status, text) = await CommandLine.InterruptAsync(await TestStorage.NewAccountAsync(), "Stop with Ctrl+C.", "start", "--data",
            folder, "--port", FreePort());

        Assert.True(status == 0, text);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}

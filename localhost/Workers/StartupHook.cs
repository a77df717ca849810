using System.Diagnostics;

/// <summary>
/// Run by .NET in the worker process before its <c>Main</c>: ends the process when its host is gone. The host holds the other end of
/// its standard input, and the system closes that whatever way the host ends, also by SIGKILL.
/// </summary>
#pragma warning disable CA1050 // .NET looks for this name in no namespace.
internal static class StartupHook
#pragma warning restore CA1050
{
    /// <summary>Called by .NET.</summary>
    public static void Initialize() => new Thread(Watch) { IsBackground = true, Name = "Host watch" }.Start();

    private static void Watch()
    {
        using var input = Console.OpenStandardInput();
        var buffer = new byte[64];
        while (input.Read(buffer, 0, buffer.Length) > 0)
        {
        }

        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}

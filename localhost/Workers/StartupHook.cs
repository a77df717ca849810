using System.Diagnostics;
using System.Runtime.InteropServices;

/// <summary>
/// Run by .NET in the worker process before its <c>Main</c>: ends the process when its host is gone, and keeps the terminal's Ctrl+C from
/// it. The host holds the other end of its standard input, and the system closes that whatever way the host ends, also by SIGKILL.
/// </summary>
#pragma warning disable CA1050 // .NET looks for this name in no namespace.
internal static class StartupHook
#pragma warning restore CA1050
{
    /// <summary>Called by .NET.</summary>
    public static void Initialize()
    {
        LeaveTheTerminal();
        new Thread(Watch) { IsBackground = true, Name = "Host watch" }.Start();
    }

    // A terminal sends Ctrl+C to every process of its foreground group. The host is told by it, lets what runs finish and then tells the
    // worker; a worker that ended at the same moment would cut off what runs.
    private static void LeaveTheTerminal()
    {
        if (OperatingSystem.IsWindows())
        {
            IgnoreCtrlC(handler: 0, add: true);
        }
        else
        {
            SetProcessGroup(process: 0, group: 0);
        }
    }

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

    [DllImport("libc", EntryPoint = "setpgid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetProcessGroup(int process, int group);

    [DllImport("kernel32", EntryPoint = "SetConsoleCtrlHandler")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int IgnoreCtrlC(nint handler, [MarshalAs(UnmanagedType.Bool)] bool add);
}

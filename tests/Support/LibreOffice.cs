using System.Diagnostics;

namespace SmartToyonaka.Tests.Support;

/// <summary>
/// LibreOffice Calc without windows, for files as clerks save them. Every call has a profile of its own, so that calls may overlap.
/// </summary>
internal static class LibreOffice
{
    /// <summary>Read UTF-8 (76), comma, quotes.</summary>
    public const string ReadUtf8Csv = "Text - txt - csv (StarCalc):44,34,76,1";

    /// <summary>Write CP932 (60), comma, quotes.</summary>
    public const string Cp932Csv = "csv:Text - txt - csv (StarCalc):44,34,60,1";

    private const string Remedy =
        "Tests of files that LibreOffice saved need LibreOffice Calc. On Debian and Ubuntu: apt-get install -y --no-install-recommends "
            + "libreoffice-calc; "
        + "elsewhere install LibreOffice and name its program soffice in the environment variable SOFFICE.";

    private static readonly string[] Places = ["/usr/bin/soffice", "/usr/local/bin/soffice", "/opt/libreoffice/program/soffice",
        "/Applications/LibreOffice.app/Contents/MacOS/soffice"];

    private static string? Program => Environment.GetEnvironmentVariable("SOFFICE") is { Length: > 0 } named ? named
        : Places.FirstOrDefault(File.Exists);

    /// <summary>Why tests that need it cannot run on this machine; null where they can.</summary>
    public static string? Missing => Program is null ? Remedy : null;

    /// <summary>Why tests that need LibreOffice Writer cannot run on this machine; null where they can.</summary>
    public static string? WriterMissing =>
        Program is { } program && File.Exists(
            Path.Combine(Path.GetDirectoryName(File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program)!,
                "libswlo.so"))
            ? null
            : "Tests of documents need LibreOffice Writer. On Debian and Ubuntu: apt-get install -y --no-install-recommends "
                + "libreoffice-writer.";

    /// <summary>Saves files as another kind; the same names with another ending lie in <paramref name="into"/> afterwards.</summary>
    public static async Task ConvertAsync(IEnumerable<string> files, string kind, string into, string? readAs = null)
    {
        var profile = Directory.CreateTempSubdirectory("soffice-profile-").FullName;
        try
        {
            string[] arguments =
            [
                "-env:UserInstallation=" + new Uri(profile).AbsoluteUri, "--headless", "--norestore", "--nolockcheck", .. readAs is null
                    ? Array.Empty<string>() : ["--infilter=" + readAs],
                "--convert-to", kind, "--outdir", into, .. files,
            ];
            using var process = Process.Start(new ProcessStartInfo(Program!, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true
            })!;
            using var limit = new CancellationTokenSource(RunningApp.Deadline);
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token),
                process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, string.Concat(said));
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }
}

/// <summary>A test with LibreOffice: skipped, with the remedy, on a machine that has none.</summary>
internal sealed class LibreOfficeFactAttribute : FactAttribute
{
    public LibreOfficeFactAttribute() => Skip = LibreOffice.Missing;
}

/// <summary>A test with LibreOffice Writer: skipped, with the remedy, on a machine that has none.</summary>
internal sealed class LibreOfficeWriterFactAttribute : FactAttribute
{
    public LibreOfficeWriterFactAttribute() => Skip = LibreOffice.WriterMissing;
}

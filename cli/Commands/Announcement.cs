using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Cli.Running;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary>Progress as plain lines.</summary>
internal sealed class PlainTextProgress : IProgress<string>
{
    public void Report(string value) => Console.WriteLine(value);
}

/// <summary>What a user needs to know of a running server.</summary>
internal static class Announcement
{
    public static void Print(LocalServer server)
    {
        Console.WriteLine($"Functions:    {server.Address}");
        Console.WriteLine($"Storage:      {Endpoints(server.StorageConnection)}");
        Console.WriteLine(server.Credential is { } credential
            ? $"Credential:   {credential}   {Of(CommandMessages.AdministratorCredential)}"
            : $"Credential:   {Of(CommandMessages.NoCredential)}");
        Console.WriteLine($"Master key:   {server.MasterKey}   {Of(CommandMessages.ForAdmin)}");
        Console.WriteLine(Of(CommandMessages.StopWith));
    }

    // The account's key stays out of what is printed.
    private static string Endpoints(string connection)
    {
        var parts = connection.Split(';').Where(p => p.Contains("Endpoint=", StringComparison.Ordinal))
            .Select(p => p[(p.IndexOf('=', StringComparison.Ordinal) + 1)..]).ToList();
        return parts.Count > 0 ? string.Join("  ", parts) : "as AzureWebJobsStorage says";
    }
}

namespace SmartToyonaka.Tests.Support;

/// <summary>
/// What this assembly does when it is started as a program: <c>app</c> is the app, for <see cref="AppProcess"/>. Tests are run by <c>dotnet
/// test</c>.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is ["app", var now, .. var settings])
        {
            await AppOfAProcess.RunAsync(now, settings);
            return 0;
        }

        await Console.Error.WriteLineAsync("Run the tests with: dotnet test");
        return 2;
    }
}

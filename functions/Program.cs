using Microsoft.Extensions.Hosting;
using SmartToyonaka;

try
{
    SmartToyonakaApp.Build(args).Run();
    return 0;
}
catch (OperationCanceledException)
{
    // Stopped before everything had started.
    return 0;
}
catch (InvalidOperationException e)
{
    // An invalid setting: one clear line, not a stack trace.
    Console.Error.WriteLine(e.Message);
    return 1;
}

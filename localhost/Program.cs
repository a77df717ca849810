using Localhost;

// functions-localhost FOLDER [--port N] [--Name=value …]
if (args is not [{ } folder, .. var settings] || folder.StartsWith('-'))
{
    Console.Error.WriteLine("Name the folder of a built Functions app, then settings: FOLDER [--port N] [--Name=value …]");
    return 2;
}

try
{
    await using var host = await WorkerHost.StartAsync(new WorkerHostOptions { AppFolder = folder, Settings = settings });
    Console.WriteLine($"Functions:    {host.Address}");
    Console.WriteLine($"Master key:   {host.MasterKey}   (for /admin; send it as 'x-functions-key: …')");
    await host.WaitForShutdownAsync();
    return 0;
}
catch (WorkerHostException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;

namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>
/// The container, in an account of its own, that <c>SmartToyonaka__Backup__ContainerUrl</c> names (with the app's identity); with
/// <c>SmartToyonaka__Backup__ConnectionString</c> the container <c>backups</c> of another account.
/// </summary>
public sealed class BackupTarget
{
    private readonly BlobContainerClient? client;

    /// <exception cref="InvalidOperationException">A setting is wrong.</exception>
    public BackupTarget(IConfiguration configuration)
    {
        if (configuration["SmartToyonaka:Backup:ContainerUrl"] is { Length: > 0 } url)
        {
            client = Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
                ? new(address, StorageAccount.Credential(configuration["AzureWebJobsStorage:clientId"]))
                : throw new InvalidOperationException("SmartToyonaka__Backup__ContainerUrl must be the https address of a container.");
        }
        else if (configuration["SmartToyonaka:Backup:ConnectionString"] is { Length: > 0 } connection)
        {
            try
            {
                client = new(connection, "backups");
            }
            catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
            {
                // The message of the client library may have the connection string in it, with the key.
                throw new InvalidOperationException("SmartToyonaka__Backup__ConnectionString is not a storage connection string.");
            }
        }
    }

    /// <summary>True where backups are wanted.</summary>
    public bool IsSet => client is not null;

    /// <summary>Puts a file there, under a name that is not there yet.</summary>
    public async Task PutAsync(string name, string file, CancellationToken cancel, [CallerFilePath] string from = "",
        [CallerLineNumber] int line = 0)
    {
        using var step = WriteStep.Begin("backups", from, line);
        await using var content = File.OpenRead(file);
        await client!.GetBlobClient(name).UploadAsync(content, overwrite: false, cancel);
    }
}

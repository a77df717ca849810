using System.Text;
using Azure.Storage.Queues;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Commands;

/// <summary>What failed too often is listed and sent back with one command.</summary>
public sealed class PoisonCommandTests
{
    private const string Request = """{"v":1,"keys":[{"topic":"overtime","fiscalYear":2021}]}""";

    [Fact]
    public async Task Messages_are_listed_and_sent_back_unchanged()
    {
        var storage = await TestStorage.NewAccountAsync();
        var poison = new QueueClient(storage, QueueNames.RecomputePoison);
        var queue = new QueueClient(storage, QueueNames.Recompute);
        await poison.CreateIfNotExistsAsync();
        await queue.CreateIfNotExistsAsync();

        // A body that is no Base64 ends there too, and must not keep the others.
        string[] bodies = [Convert.ToBase64String(Encoding.UTF8.GetBytes(Request)), "no Base64!"];
        foreach (var body in bodies.Concat(Enumerable.Repeat(bodies[0], 40)))
        {
            await poison.SendMessageAsync(body);
        }

        var (status, listed) = await CommandLine.RunAsync(storage, "poison", "list");
        Assert.Equal(0, status);
        Assert.Contains(Request, listed, StringComparison.Ordinal);
        Assert.Contains("no Base64!", listed, StringComparison.Ordinal);
        Assert.Contains("42 message(s)", listed, StringComparison.Ordinal);
        Assert.Equal(42, (await poison.GetPropertiesAsync()).Value.ApproximateMessagesCount);

        var (sent, said) = await CommandLine.RunAsync(storage, "poison", "resend");
        Assert.Equal((0, "42 message(s) sent back"), (sent, said.Trim()));
        Assert.Equal(0, (await poison.GetPropertiesAsync()).Value.ApproximateMessagesCount);
        Assert.Equal(bodies, (await queue.PeekMessagesAsync(2)).Value.Select(m => m.Body.ToString()));
        Assert.Equal(42, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }
}

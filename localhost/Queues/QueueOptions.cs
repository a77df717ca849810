using System.ComponentModel;
using System.Globalization;
using Localhost.Settings;
using Microsoft.Extensions.Configuration;

namespace Localhost.Queues;

/// <summary>host.json's <c>extensions.queues</c>, with the real host's defaults and limits.</summary>
internal sealed record QueueOptions
{
    /// <summary>The shortest polling interval of an empty queue.</summary>
    public static readonly TimeSpan MinPollingInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>How many messages are fetched at once.</summary>
    public required int BatchSize { get; init; }

    /// <summary>More are fetched when no more than this many are in process.</summary>
    public required int NewBatchThreshold { get; init; }

    /// <summary>The visibility timeout after a failed attempt.</summary>
    public required TimeSpan VisibilityTimeout { get; init; }

    /// <summary>The number of attempts.</summary>
    public required int MaxDequeueCount { get; init; }

    /// <summary>The longest polling interval of an empty queue.</summary>
    public required TimeSpan MaxPollingInterval { get; init; }

    /// <summary>Whether messages are Base64; else they are text.</summary>
    public required bool IsBase64 { get; init; }

    /// <summary>
    /// The visibility timeout of a message in process, renewed at half of it. On the real host it is ten minutes. Here it is half a minute,
    /// because the emulator of a busy machine loses answers: messages that it has handed out in an answer that never arrived, and messages
    /// whose deletion failed, come again after this time. The setting <c>Localhost:QueueHold</c> changes it.
    /// </summary>
    public required TimeSpan Hold { get; init; }

    public static QueueOptions Load(HostJson hostJson, HostSettings settings)
    {
        var section = hostJson.Queues;
        var batchSize = Read(section, "batchSize", 16, 1, 32);
        return new QueueOptions
        {
            BatchSize = batchSize,
            NewBatchThreshold = Read(section, "newBatchThreshold", batchSize / 2, 0, int.MaxValue),
            VisibilityTimeout = Read(section, "visibilityTimeout", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(7)),
            MaxDequeueCount = Read(section, "maxDequeueCount", 5, 1, int.MaxValue),
            MaxPollingInterval = Read(section, "maxPollingInterval", TimeSpan.FromMinutes(1), MinPollingInterval, TimeSpan.FromDays(1)),
            IsBase64 = (section["messageEncoding"] ?? "base64").ToUpperInvariant() switch
            {
                "BASE64" => true,
                "NONE" => false,
                var other => throw Wrong("messageEncoding", other, "base64 or none"),
            },
            Hold = Read(settings.Values.GetSection("Localhost"), "QueueHold", TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1),
                TimeSpan.FromDays(7)),
        };
    }

    private static T Read<T>(IConfigurationSection section, string name, T usual, T least, T most)
        where T : struct, IComparable<T>
    {
        if (section[name] is not { Length: > 0 } text)
        {
            return usual;
        }

        var value = TypeDescriptor.GetConverter(typeof(T)) is { } converter && converter.IsValid(text)
            ? (T)converter.ConvertFrom(null, CultureInfo.InvariantCulture, text)!
            : throw Wrong(name, text, typeof(T) == typeof(int) ? "a whole number" : "a time span such as 00:00:10");
        return value.CompareTo(least) < 0 || value.CompareTo(most) > 0 ? throw Wrong(name, text, $"from {least} to {most}") : value;
    }

    private static WorkerHostException Wrong(string name, string text, string allowed) =>
        new($"The queue setting {name} is '{text}'; it must be {allowed}.");
}

using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace SmartToyonaka.Tests.Support.MemoryStorage;

/// <summary>The queue service.</summary>
internal sealed class MemoryQueues
{
    private readonly SortedDictionary<string, List<Message>> queues = new(StringComparer.Ordinal);

    private sealed class Message(string text, DateTimeOffset insertedAt)
    {
        public string Id { get; } = Guid.NewGuid().ToString();

        public string Text { get; set; } = text;

        public string Receipt { get; set; } = Guid.NewGuid().ToString("N");

        public DateTimeOffset InsertedAt => insertedAt;

        public DateTimeOffset VisibleAt { get; set; }

        public int Received { get; set; }
    }

    public MemoryResponse Execute(MemoryRequest request)
    {
        var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
        {
            return Xml(new("EnumerationResults",
                new XElement("Queues", queues.Keys.Select(q => new XElement("Queue", new XElement("Name", q)))),
                new XElement("NextMarker")));
        }

        if (parts.Length == 1 && request.Method == "PUT")
        {
            return new(queues.TryAdd(parts[0], []) ? 201 : 204);
        }

        var queue = queues.GetValueOrDefault(parts[0]) ?? throw new MemoryFault(404, "QueueNotFound");
        return (parts.Length, request.Method) switch
        {
            (1, "GET" or "HEAD") => new MemoryResponse(200).With("x-ms-approximate-messages-count",
                queue.Count.ToString(CultureInfo.InvariantCulture)),
            (2, "POST") => Send(request, queue),
            (2, "GET") => Receive(request, queue),
            (2, "DELETE") => Clear(queue),
            (3, "DELETE") => Delete(request, queue, parts[2]),
            (3, "PUT") => Update(request, queue, parts[2]),
            _ => throw new MemoryFault(501, "NotImplemented"),
        };
    }

    private static MemoryResponse Send(MemoryRequest request, List<Message> queue)
    {
        var now = DateTimeOffset.UtcNow;
        var message = new Message((string)XDocument.Load(new MemoryStream(request.Body)).Root!.Element("MessageText")!, now)
        {
            VisibleAt = now.AddSeconds(Number(request, "visibilitytimeout", 0)),
        };
        queue.Add(message);
        return Xml(new("QueueMessagesList", Shown(message, isReceived: true, withText: false)), 201);
    }

    private static MemoryResponse Receive(MemoryRequest request, List<Message> queue)
    {
        var now = DateTimeOffset.UtcNow;
        var isPeek = request.Query.GetValueOrDefault("peekonly") == "true";
        var visible = queue.Where(m => m.VisibleAt <= now).Take(Number(request, "numofmessages", 1)).ToList();
        if (!isPeek)
        {
            foreach (var message in visible)
            {
                message.VisibleAt = now.AddSeconds(Number(request, "visibilitytimeout", 30));
                message.Receipt = Guid.NewGuid().ToString("N");
                message.Received++;
            }
        }

        return Xml(new("QueueMessagesList", visible.Select(m => Shown(m, !isPeek, withText: true))));
    }

    private static MemoryResponse Clear(List<Message> queue)
    {
        queue.Clear();
        return new(204);
    }

    private static MemoryResponse Delete(MemoryRequest request, List<Message> queue, string id)
    {
        queue.Remove(Find(request, queue, id));
        return new(204);
    }

    private static MemoryResponse Update(MemoryRequest request, List<Message> queue, string id)
    {
        var message = Find(request, queue, id);
        message.VisibleAt = DateTimeOffset.UtcNow.AddSeconds(Number(request, "visibilitytimeout", 0));
        message.Receipt = Guid.NewGuid().ToString("N");
        if (request.Body.Length > 0)
        {
            message.Text = (string)XDocument.Load(new MemoryStream(request.Body)).Root!.Element("MessageText")!;
        }

        return new MemoryResponse(204).With("x-ms-popreceipt", message.Receipt)
            .With("x-ms-time-next-visible", MemoryTime.Http(message.VisibleAt));
    }

    private static Message Find(MemoryRequest request, List<Message> queue, string id)
    {
        var message = queue.Find(m => m.Id == id) ?? throw new MemoryFault(404, "MessageNotFound");
        return message.Receipt == request.Query.GetValueOrDefault("popreceipt") ? message
            : throw new MemoryFault(400, "PopReceiptMismatch");
    }

    private static XElement Shown(Message message, bool isReceived, bool withText) => new("QueueMessage",
        new XElement("MessageId", message.Id), new XElement("InsertionTime", MemoryTime.Http(message.InsertedAt)),
        new XElement("ExpirationTime", MemoryTime.Http(message.InsertedAt.AddDays(7))),
        isReceived ? new XElement("PopReceipt", message.Receipt) : null,
        isReceived ? new XElement("TimeNextVisible", MemoryTime.Http(message.VisibleAt)) : null,
        withText ? new XElement("DequeueCount", message.Received) : null, withText ? new XElement("MessageText", message.Text) : null);

    private static int Number(MemoryRequest request, string name, int otherwise) =>
        request.Query.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static MemoryResponse Xml(XElement root, int status = 200)
    {
        using var text = new MemoryStream();
        new XDocument(root).Save(text);
        return new(status, Encoding.UTF8.GetString(text.ToArray()).TrimStart('\uFEFF'));
    }
}

using System.Text;

namespace SmartToyonaka.Tests.Operations.Telemetry;

/// <summary>A span as OpenTelemetry's protocol sends it.</summary>
/// <param name="Kind">1 internal, 2 server, 3 client, 4 producer, 5 consumer.</param>
internal sealed record OtlpSpan(string Trace, string Id, string Parent, string Name, int Kind)
{
    /// <summary>The spans of a request: resource_spans, scope_spans, spans.</summary>
    public static IEnumerable<OtlpSpan> Read(byte[] request) =>
        from resource in Fields(request)
        where resource.Number == 1
        from scope in Fields(resource.Bytes)
        where scope.Number == 2
        from span in Fields(scope.Bytes)
        where span.Number == 2
        select Span(Fields(span.Bytes).ToLookup(f => f.Number));

    private static OtlpSpan Span(ILookup<int, (int Number, byte[] Bytes, long Value)> fields)
    {
        string Hex(int number) => Convert.ToHexStringLower(fields[number].Select(f => f.Bytes).FirstOrDefault() ?? []);
        return new(Hex(1), Hex(2), Hex(4), Encoding.UTF8.GetString(fields[5].Single().Bytes), (int)fields[6].Single().Value);
    }

    // Protocol Buffers on the wire: a key of number and type, then a number, a length with bytes, or eight or four bytes.
    private static IEnumerable<(int Number, byte[] Bytes, long Value)> Fields(byte[] message)
    {
        var at = 0;
        while (at < message.Length)
        {
            var key = (int)Varint();
            var (number, type) = (key >> 3, key & 7);
            var value = type == 0 ? Varint() : 0;
            var length = type switch { 0 => 0, 1 => 8, 5 => 4, _ => (int)Varint() };
            yield return (number, message[at..(at + length)], value);
            at += length;
        }

        long Varint()
        {
            long value = 0;
            for (var shift = 0; ; shift += 7)
            {
                var part = message[at++];
                value |= (long)(part & 0x7f) << shift;
                if (part < 0x80)
                {
                    return value;
                }
            }
        }
    }
}

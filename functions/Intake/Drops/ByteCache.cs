using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// Caches what a cell's bytes mean: a million rows have a few hundred different months, codes and words. Bounded, so that a column without
/// repetitions costs time, not memory.
/// </summary>
internal sealed class ByteCache<T>(Func<byte[], T> make)
    where T : class
{
    private const int MaxEntries = 20_000;
    private const int MaxLength = 256;

    private readonly Dictionary<byte[], T> entries = new(Bytes.Comparer);
    private byte[] lastKey = [];
    private T? last;

    public T Get(ReadOnlySpan<byte> cell)
    {
        // Exports are sorted, so a cell is most often the one above it.
        if (last is not null && cell.SequenceEqual(lastKey))
        {
            return last;
        }

        var lookup = entries.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!lookup.TryGetValue(cell, out var key, out var found))
        {
            key = cell.ToArray();
            found = make(key);
            if (entries.Count >= MaxEntries || cell.Length > MaxLength)
            {
                return found;
            }

            entries.Add(key, found);
        }

        (lastKey, last) = (key, found);
        return found;
    }

    private sealed class Bytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly Bytes Comparer = new();

        // Random per process, so that no file can be constructed whose cells all fall into one bucket.
        private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] bytes) => GetHashCode(bytes.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> bytes)
        {
            var hash = Seed ^ (ulong)bytes.Length;
            while (bytes.Length >= 8)
            {
                hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
                bytes = bytes[8..];
            }

            var rest = 0UL;
            foreach (var b in bytes)
            {
                rest = (rest << 8) | b;
            }

            hash = Mix(hash, rest);
            return (int)(hash ^ (hash >> 32));
        }

        private static ulong Mix(ulong hash, ulong value) => ulong.RotateLeft((hash ^ value) * 0x9E3779B97F4A7C15, 29) * 0xBF58476D1CE4E5B9;
    }
}

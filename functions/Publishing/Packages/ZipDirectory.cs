using System.Buffers.Binary;

namespace SmartToyonaka.Publishing.Packages;

/// <summary>
/// Checks the end of a zip file before the library reads it: the library allocates an object for every entry of the directory, whatever
/// number the end declares.
/// </summary>
internal static class ZipDirectory
{
    private const uint EndSignature = 0x06054b50;
    private const int EndLength = 22;
    private const int MaxEntryLength = 46 + PackageLimits.MaxNameLength + 100;

    /// <summary>What is wrong with a file; null when its directory is at its end, whole and small.</summary>
    public static PackageRefusal? Check(Stream file)
    {
        if (file.Length > PackageLimits.MaxContent)
        {
            return PackageRefusal.TooLarge;
        }

        if (file.Length < EndLength)
        {
            return PackageRefusal.NotAZip;
        }

        Span<byte> end = stackalloc byte[EndLength];
        file.Position = file.Length - EndLength;
        file.ReadExactly(end);
        file.Position = 0;
        if (BinaryPrimitives.ReadUInt32LittleEndian(end) != EndSignature)
        {
            return PackageRefusal.NotAZip;
        }

        var (entries, length, offset) = (BinaryPrimitives.ReadUInt16LittleEndian(end[10..]),
            BinaryPrimitives.ReadUInt32LittleEndian(end[12..]), BinaryPrimitives.ReadUInt32LittleEndian(end[16..]));

        // Packages have no disk numbers and no comment; with some of them the library would search for another end record.
        var isPlain = BinaryPrimitives.ReadUInt32LittleEndian(end[4..]) == 0 && BinaryPrimitives.ReadUInt16LittleEndian(end[20..]) == 0;

        // Followed by its own end, the directory cannot be longer than it says.
        return entries > PackageLimits.MaxFiles || length > PackageLimits.MaxFiles * MaxEntryLength ? PackageRefusal.TooLarge
            : !isPlain || offset + (long)length != file.Length - EndLength ? PackageRefusal.NotAZip
            : null;
    }
}

using System.Buffers.Binary;

namespace SmartToyonaka.Publishing.Packages;

/// <summary>
/// The end of a zip file, looked at before the library reads it: the library makes an object of every entry of the directory, however many there are,
/// and whatever the end says of their number.
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

        var (entries, length, offset) = (BinaryPrimitives.ReadUInt16LittleEndian(end[10..]), BinaryPrimitives.ReadUInt32LittleEndian(end[12..]), BinaryPrimitives.ReadUInt32LittleEndian(end[16..]));

        // Numbers of disks and a comment are in no package; with some of them the library would look for a second end elsewhere.
        var isPlain = BinaryPrimitives.ReadUInt32LittleEndian(end[4..]) == 0 && BinaryPrimitives.ReadUInt16LittleEndian(end[20..]) == 0;

        // Followed by its own end, the directory cannot be longer than it says.
        return entries > PackageLimits.MaxFiles || length > PackageLimits.MaxFiles * MaxEntryLength ? PackageRefusal.TooLarge
            : !isPlain || offset + (long)length != file.Length - EndLength ? PackageRefusal.NotAZip
            : null;
    }
}

using System.IO.Compression;
using System.Xml;
using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>
/// Looks through a workbook's package before the library that reads its cells sees it: how much it unpacks to, no DTD and no entity in
/// any part, no macros, no place outside Excel's, and what that library does not tell (errors, formulas without a value).
/// </summary>
internal sealed class XlsxPackage
{
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Workbook = "xl/workbook.xml", WorkbookLinks = "xl/_rels/workbook.xml.rels", ContentTypes = "[Content_Types].xml";
    private const int MaxDepth = 64;

    private readonly SubmittedFile file;
    private readonly Dictionary<string, string> sheetIds = new(StringComparer.OrdinalIgnoreCase), targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SheetScanner> parts = new(StringComparer.OrdinalIgnoreCase);
    private long unpacked;
    private int cells;
    private bool hasMacros;

    private XlsxPackage(SubmittedFile file) => this.file = file;

    /// <summary>True when serial days count from 1904, as on old Macs.</summary>
    public bool IsDate1904 { get; private set; }

    /// <summary>The package of a file, or why it is refused.</summary>
    public static (XlsxPackage? Package, FileFault? Fault) Open(SubmittedFile file)
    {
        var package = new XlsxPackage(file);
        try
        {
            return package.Inspect() is { } fault ? (null, fault) : (package, null);
        }
        catch (UnpackedSizeExceededException)
        {
            return (null, package.TooLarge().Fault);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or IOException or NotSupportedException or ArgumentException)
        {
            return (null, Broken(file.Name).Fault);
        }
    }

    /// <summary>What a ZIP file is that is no workbook; null where it is one, or nobody can tell.</summary>
    public static BilingualText? WhatElse(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            return WhatElse(zip.Entries);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static BilingualText? WhatElse(IReadOnlyCollection<ZipArchiveEntry> entries)
    {
        bool Has(string part) => entries.Any(e => Is(e, part));

        return Has(Workbook) || Has("xl/workbook.bin") ? null
            : Has("word/document.xml") ? WorkbookMessages.Document
            : Has("ppt/presentation.xml") ? WorkbookMessages.Document
            : Has("content.xml") && Has("mimetype") ? WorkbookMessages.OpenDocument
            : Has(ContentTypes) ? null
            : WorkbookMessages.Archive;
    }

    /// <summary>What was seen in a sheet; null when the package has no such sheet.</summary>
    public SheetScanner? Sheet(string name) =>
        sheetIds.TryGetValue(name, out var id) && targets.TryGetValue(id, out var target) ? parts.GetValueOrDefault(target) : null;

    public static FileReadResult Broken(string pointer) => FileReadResult.Wrong(FileFaultKind.Unreadable, pointer, "file_broken",
        WorkbookMessages.Unreadable);

    private FileFault? Inspect()
    {
        using var zip = new ZipArchive(new MemoryStream(file.Content, writable: false), ZipArchiveMode.Read);
        var entries = zip.Entries;
        if (entries.Count > FileLimits.Parts || entries.Sum(e => Math.Max(0, e.Length)) > Math.Min(FileLimits.UnpackedBytes,
            Math.Max(1_000_000, file.Content.Length * (long)FileLimits.PackingRatio)))
        {
            return TooLarge().Fault;
        }

        // Two parts of one name: one would be checked and the other one read.
        if (entries.GroupBy(e => Path(e), StringComparer.OrdinalIgnoreCase).Any(g => g.Count() > 1))
        {
            return Broken(file.Name).Fault;
        }

        if (!entries.Any(e => Is(e, Workbook)) || !entries.Any(e => Is(e, ContentTypes)))
        {
            return FileReadResult.Wrong(FileFaultKind.WrongType, file.Name, "file_is_not_xlsx",
                WhatElse(entries) ?? WorkbookMessages.NoWorkbook).Fault;
        }

        foreach (var entry in entries.Where(e => IsXml(Path(e))))
        {
            if (Scan(entry) is { } fault)
            {
                return fault;
            }
        }

        if (hasMacros || entries.Any(e => Path(e).EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
        {
            return FileReadResult.Wrong(FileFaultKind.WrongType, file.Name, "file_has_macros", WorkbookMessages.Macros).Fault;
        }

        // A sheet in a part that was not looked through could hold anything.
        return sheetIds.Count > FileLimits.Sheets ? TooLarge().Fault
            : sheetIds.Keys.Any(name => Sheet(name) is null) ? Broken(file.Name).Fault
            : null;
    }

    private FileFault? Scan(ZipArchiveEntry entry)
    {
        var path = Path(entry);
        using var stream = new BoundedStream(entry.Open(), Count);
        using var xml = XmlReader.Create(stream,
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true });
        var scan = new SheetScanner();
        while (xml.Read())
        {
            if (xml.Depth > MaxDepth)
            {
                return Broken(file.Name).Fault;
            }

            if (!scan.See(xml))
            {
                return FileReadResult.Wrong(FileFaultKind.TooLarge, $"{file.Name}!{scan.Place}", "file_cell_too_large",
                    WorkbookMessages.CellOutside(FileLimits.Columns, FileLimits.LastRow)).Fault;
            }

            See(path, xml);
        }

        cells += scan.Cells;
        parts[path] = scan;
        return cells > FileLimits.CellsOfWorkbook ? TooLarge().Fault : null;
    }

    private void See(string path, XmlReader xml)
    {
        if (xml.NodeType != XmlNodeType.Element)
        {
            return;
        }

        switch (xml.LocalName)
        {
            case "workbookPr" when path.Equals(Workbook, StringComparison.OrdinalIgnoreCase):
                IsDate1904 = xml.GetAttribute("date1904") is { } says && says switch
                {
                    "1" => true,
                    "0" or "false" => false,

                    // The library that reads dates knows only the digit; with the word its dates would be four years off.
                    _ => throw new InvalidDataException(),
                };
                break;
            case "sheet" when path.Equals(Workbook, StringComparison.OrdinalIgnoreCase):
                // Two sheets of one name: Excel does not allow it, and errors could not name them.
                if (xml.GetAttribute("name") is not { Length: > 0 } name
                    || !sheetIds.TryAdd(name, xml.GetAttribute("id", Relationships) ?? ""))
                {
                    throw new InvalidDataException();
                }

                break;
            case "Relationship" when path.Equals(WorkbookLinks, StringComparison.OrdinalIgnoreCase):
                if (!targets.TryAdd(xml.GetAttribute("Id") ?? "", Target(xml.GetAttribute("Target") ?? "")))
                {
                    throw new InvalidDataException();
                }

                break;
            case "Override" or "Default" when path.Equals(ContentTypes, StringComparison.OrdinalIgnoreCase):
                hasMacros |= xml.GetAttribute("ContentType")?.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) == true;
                break;
            default:
                break;
        }
    }

    private void Count(int bytes)
    {
        unpacked += bytes;
        if (unpacked > FileLimits.UnpackedBytes)
        {
            throw new UnpackedSizeExceededException();
        }
    }

    private FileReadResult TooLarge() => FileReadResult.Wrong(FileFaultKind.TooLarge, file.Name, "file_unpacks_too_large",
        WorkbookMessages.UnpacksToTooMuch(FileLimits.UnpackedBytes / 1024 / 1024));

    private static string Target(string target) =>
        target.StartsWith('/') ? target[1..] : "xl/" + target;

    private static bool Is(ZipArchiveEntry entry, string path) => Path(entry).Equals(path, StringComparison.OrdinalIgnoreCase);

    private static string Path(ZipArchiveEntry entry) => entry.FullName.Replace('\\', '/');

    private static bool IsXml(string path) => path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);
}

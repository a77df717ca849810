using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>
/// Brings a workbook whose parts have other names than Excel gives them to those names: parts are found by their relationships, but the
/// library that reads them knows only the usual names. Systems that write workbooks by themselves name them as they like.
/// </summary>
internal static class XlsxParts
{
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const string Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string RootLinks = "_rels/.rels", Workbook = "xl/workbook.xml", WorkbookLinks = "xl/_rels/workbook.xml.rels";

    /// <summary>The same workbook under the usual names; what was given where it has them already, or cannot be read so.</summary>
    public static byte[] WithUsualNames(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > FileLimits.Parts || zip.Entries.Sum(e => Math.Max(0, e.Length)) > FileLimits.UnpackedBytes
                || Link(zip, RootLinks, "", "officeDocument") is not { } workbook)
            {
                return content;
            }

            var folder = workbook.Contains('/', StringComparison.Ordinal) ? workbook[..(workbook.LastIndexOf('/') + 1)] : "";
            var links = Links(zip, $"{folder}_rels/{workbook[folder.Length..]}.rels", folder);
            var names = Names(links);
            return workbook == Workbook && names.All(n => n.From == n.To) ? content : Rename(zip, workbook, names);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or IOException or NotSupportedException or ArgumentException
            or UnpackedSizeExceededException)
        {
            // Whoever looks through the package says what is wrong with it.
            return content;
        }
    }

    // The sheets by their number among the links, and the two parts that the cells need.
    private static List<(string Id, string Type, string From, string To)> Names(List<(string Id, string Type, string Target)> links)
    {
        var names = new List<(string, string, string, string)>();
        var isUsual = links.Where(l => l.Type == "worksheet").All(l => l.Target.StartsWith("xl/worksheets/", StringComparison.Ordinal));
        var sheets = 0;
        foreach (var (id, type, target) in links)
        {
            var to = type switch
            {
                "worksheet" => isUsual ? target : $"xl/worksheets/sheet{++sheets}.xml",
                "sharedStrings" => "xl/sharedStrings.xml",
                "styles" => "xl/styles.xml",
                _ => null,
            };
            if (to is not null)
            {
                names.Add((id, type, target, to));
            }
        }

        return names;
    }

    private static byte[] Rename(ZipArchive zip, string workbook, List<(string Id, string Type, string From, string To)> names)
    {
        var unpacked = 0L;
        using var buffer = new MemoryStream();
        using (var written = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            Copy("[Content_Types].xml", "[Content_Types].xml");
            Copy(workbook, Workbook);
            foreach (var (from, to) in names.Select(n => (n.From, n.To)).DistinctBy(n => n.To))
            {
                Copy(from, to);
            }

            Write(written, RootLinks, [("rId1", "officeDocument", Workbook)]);
            Write(written, WorkbookLinks, names.Select(n => (n.Id, n.Type, n.To["xl/".Length..])));

            void Copy(string from, string to)
            {
                using var source = new BoundedStream((zip.GetEntry(from) ?? throw new InvalidDataException()).Open(), Count);
                using var target = written.CreateEntry(to, CompressionLevel.Fastest).Open();
                source.CopyTo(target);
            }
        }

        return buffer.ToArray();

        void Count(int bytes)
        {
            unpacked += bytes;
            if (unpacked > FileLimits.UnpackedBytes)
            {
                throw new UnpackedSizeExceededException();
            }
        }
    }

    private static void Write(ZipArchive zip, string path, IEnumerable<(string Id, string Type, string Target)> links)
    {
        XNamespace ns = Relationships;
        using var part = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
        new XDocument(new XElement(ns + "Relationships", links.Select(l => new XElement(ns + "Relationship",
            new XAttribute("Id", l.Id), new XAttribute("Type", Office + l.Type), new XAttribute("Target", l.Target))))).Save(part);
    }

    private static string? Link(ZipArchive zip, string path, string folder, string type) =>
        Links(zip, path, folder).Where(l => l.Type == type).Select(l => l.Target).FirstOrDefault();

    private static List<(string Id, string Type, string Target)> Links(ZipArchive zip, string path, string folder)
    {
        if (zip.GetEntry(path) is not { Length: < 1_000_000 } entry)
        {
            return [];
        }

        using var stream = entry.Open();
        using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var links = new List<(string, string, string)>();
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && xml.GetAttribute("Target") is { } target
                && xml.GetAttribute("TargetMode") != "External")
            {
                var type = xml.GetAttribute("Type") ?? "";
                links.Add((xml.GetAttribute("Id") ?? "", type[(type.LastIndexOf('/') + 1)..], Resolve(folder, target)));
            }
        }

        return links;
    }

    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/'))
        {
            return target[1..];
        }

        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in target.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("." or ".."))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}

using System.Globalization;
using System.Xml;

namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>What is seen of a sheet (or of the strings it shares) node by node: how far it goes and which cells cannot be read.</summary>
internal sealed class SheetScanner
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private readonly Dictionary<(int Row, int Column), CellFaultKind> faults = [];
    private int row = -1, column = -1, runs, characters;
    private bool isLookedAt, inCell, hasFormula, hasValue, isError, inText;

    /// <summary>The last row, from 0, that has a value; −1 when none has.</summary>
    public int LastRow { get; private set; } = -1;

    public int Cells { get; private set; }

    /// <summary>What the sheet hides and merges.</summary>
    public SheetLayout Layout { get; } = new();

    /// <summary>Where the scan is.</summary>
    public string Place => XlsxCellReference.Cell(Math.Max(0, row), Math.Max(0, column));

    public CellFaultKind FaultAt(int atRow, int atColumn) => faults.GetValueOrDefault((atRow, atColumn));

    /// <summary>Looks at a node; false when something is larger than allowed.</summary>
    /// <exception cref="InvalidDataException">A place that is none of Excel's.</exception>
    public bool See(XmlReader xml)
    {
        // Drawings and comments use the same short names for other things.
        isLookedAt = xml is { Depth: 0, NodeType: XmlNodeType.Element } ? xml is { LocalName: "worksheet" or "sst", NamespaceURI: Main }
            : isLookedAt;
        return !isLookedAt || SeeNode(xml);
    }

    private bool SeeNode(XmlReader xml) => xml.NodeType switch
    {
        XmlNodeType.Element => Begin(xml) && (!xml.IsEmptyElement || End(xml.LocalName)),
        XmlNodeType.EndElement => End(xml.LocalName),
        XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace => !inText
            || (characters += xml.Value.Length) <= FileLimits.CellCharacters,
        _ => true,
    };

    private bool Begin(XmlReader xml)
    {
        switch (xml.LocalName)
        {
            case "row":
                row = After(row, xml.GetAttribute("r") is { } given ? Number(given) - 1 : row + 1);
                column = -1;
                if (IsHidden(xml, "ht"))
                {
                    Layout.HideRow(row);
                }

                return true;
            case "col":
                if (IsHidden(xml, "width"))
                {
                    Layout.HideColumns(Number(xml.GetAttribute("min") ?? "") - 1, Number(xml.GetAttribute("max") ?? "") - 1);
                }

                return true;
            case "mergeCell":
                return Merge(xml.GetAttribute("ref") ?? "");
            case "c":
                return BeginCell(xml);
            case "si":
                (runs, characters) = (0, 0);
                return true;
            case "f" when inCell:
                hasFormula = true;
                return true;
            case "v" or "t":
                inText = true;
                hasValue |= inCell;
                return ++runs <= FileLimits.TextRuns;
            case "r":
                return ++runs <= FileLimits.TextRuns;
            default:
                return true;
        }
    }

    // What is nothing high or wide is seen by nobody either.
    private static bool IsHidden(XmlReader xml, string size) => xml.GetAttribute("hidden") is "1" or "true"
        || (xml.GetAttribute(size) is { } given && double.TryParse(given, CultureInfo.InvariantCulture, out var points) && points == 0);

    private bool Merge(string area)
    {
        var ends = area.Split(':');
        return XlsxCellReference.TryParse(ends[0], out var top, out var left)
            && XlsxCellReference.TryParse(ends[^1], out var bottom, out var right) && bottom >= top && right >= left
            ? Layout.TryMerge(top, left, bottom, right) : throw new InvalidDataException();
    }

    private bool BeginCell(XmlReader xml)
    {
        var here = column + 1;
        if (xml.GetAttribute("r") is { } reference && (!XlsxCellReference.TryParse(reference, out var itsRow, out here) || itsRow != row))
        {
            throw new InvalidDataException();
        }

        column = After(column, here);

        (inCell, hasFormula, hasValue, isError, runs, characters) = (true, false, false, xml.GetAttribute("t") == "e", 0, 0);
        Cells++;
        return column < FileLimits.Columns && row >= 0 && Cells <= FileLimits.CellsOfWorkbook;
    }

    private bool End(string name)
    {
        switch (name)
        {
            case "v" or "t":
                inText = false;
                return true;
            case "c" when inCell:
                inCell = false;
                if (hasValue || hasFormula)
                {
                    LastRow = Math.Max(LastRow, row);
                }

                if (isError || (hasFormula && !hasValue))
                {
                    faults[(row, column)] = isError ? CellFaultKind.ExcelError : CellFaultKind.FormulaWithoutValue;
                }

                return LastRow < FileLimits.LastRow;
            default:
                return true;
        }
    }

    // Excel writes rows and cells in order; out of order the library that reads them counts them otherwise than we do.
    private static int After(int before, int here) => here > before ? here : throw new InvalidDataException();

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1_048_576 ? number
            : throw new InvalidDataException();
}

using System.Globalization;
using System.IO.Compression;
using System.Text;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Benchmarks;

/// <summary>
/// Overtime files in CP932, made anew with a fixed seed. No row is the sum of others, which would be held as a total: every time is one
/// minute more than a multiple of <see cref="Step"/>, and the sum of two to sixty of them is not.
/// </summary>
internal static class OvertimeFile
{
    private const int Step = 61, Longest = 90 * 60, RowsOfWorkbook = 19_900, PictureBytes = 9_500_000;

    private static readonly string[] Names = ["豊中 太郎", "千里 花子", "服部 次郎", "曽根 美咲", "岡町 健一", "蛍池 さくら"];
    private static readonly string[] Reasons = ["通常", "通常", "通常", "新型コロナ", "災害", "選挙"];

    /// <summary>A year's export, a row per employee and month: some 450 sections and months.</summary>
    public static void WriteYear(string path, int rows)
    {
        var sections = ReferenceData.BuiltInRegister.In(new FiscalMonth(2021, 4)).ToList();
        var random = new Random(2021);
        using var file = Open(path);
        var perMonth = (rows + 11) / 12;
        for (var row = 0; row < rows; row++)
        {
            var month = new FiscalMonth(2021, 4).AddMonths(row / perMonth);
            var section = sections[(int)((long)(row % perMonth) * sections.Count / perMonth)];
            Write(file, JapaneseEra.Text(month), section.Code, section.Name, row % perMonth, row % 17 == 0 ? "医療職" : "一般", row % 23 == 0
                ? "交替制" : "通常", Reasons[random.Next(Reasons.Length)], random);
        }
    }

    /// <summary>Every section of so many months, each in so many combinations of dimensions (up to 16).</summary>
    public static void WriteWidest(string path, int rows, int months, int combinations)
    {
        var random = new Random(2022);
        using var file = Open(path);
        var pairs = Enumerable.Range(0, months).Select(new FiscalMonth(2015, 4).AddMonths)
            .SelectMany(m => ReferenceData.BuiltInRegister.In(m).Select(s => (Month: m.ToString(), Section: s))).ToList();
        for (var row = 0; row < rows; row++)
        {
            // Not sorted: the next row is of another pair.
            var (month, section) = pairs[row % pairs.Count];
            var turn = row / pairs.Count % combinations;
            Write(file, month, section.Code, section.Name, row, turn % 2 == 0 ? "一般" : "医療職", turn / 2 % 2 == 0 ? "通常"
                : "交替制", Reasons[2 + (turn / 4 % 4)], random);
        }
    }

    /// <summary>Every row names another section, and none that the register knows.</summary>
    public static void WriteUnknown(string path, int rows, int pairs)
    {
        var random = new Random(2023);
        using var file = Open(path);
        for (var row = 0; row < rows; row++)
        {
            Write(file, "2021-04", string.Create(CultureInfo.InvariantCulture, $"x{row % pairs:D7}"), "", row, "一般", "通常", "通常", random);
        }
    }

    /// <summary>A workbook of nearly 10 MiB, most of it a picture, with as many rows as a sheet may have.</summary>
    public static void WriteWorkbook(string path)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            Package = "http://schemas.openxmlformats.org/package/2006/relationships",
            Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var random = new Random(2024);
        var sections = ReferenceData.BuiltInRegister.In(new FiscalMonth(2021, 4)).ToList();
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        Add("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
        Add("_rels/.rels", $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"r1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Add("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
        Add("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"r1\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        using (var sheet = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml").Open()))
        {
            sheet.Write($"<worksheet xmlns=\"{Main}\"><sheetData>");
            Row(["年月", "所属コード", "所属名", "職種", "勤務形態", "事由区分", "時間外時間"]);
            for (var row = 0; row < RowsOfWorkbook; row++)
            {
                var (section, minutes) = (sections[row % sections.Count], random.Next(Longest / Step) * Step + 1);
                Row([new FiscalMonth(2021, 4).AddMonths(row % 12).ToString(), section.Code, section.Name, "一般", "通常",
                    Reasons[row % Reasons.Length], $"{minutes / 60}:{minutes % 60:D2}"]);
            }

            sheet.Write("</sheetData></worksheet>");

            void Row(string[] cells) => sheet.Write("<row>"
                + string.Concat(cells.Select(c => $"<c t=\"inlineStr\"><is><t>{c}</t></is></c>")) + "</row>");
        }

        var picture = new byte[PictureBytes];
        random.NextBytes(picture);
        using var media = zip.CreateEntry("xl/media/image1.png", CompressionLevel.NoCompression).Open();
        media.Write(picture);

        void Add(string part, string xml)
        {
            using var entry = new StreamWriter(zip.CreateEntry(part).Open());
            entry.Write(xml);
        }
    }

    private static StreamWriter Open(string path)
    {
        var file = new StreamWriter(path, append: false, CodePagesEncodingProvider.Instance.GetEncoding(932)!) { NewLine = "\r\n" };
        file.WriteLine("年月,所属コード,所属名,職員番号,氏名,職種,勤務形態,事由区分,時間外時間,出力元");
        return file;
    }

    private static void Write(StreamWriter file, string month, string code, string name, int employee, string jobClass, string pattern,
        string reason, Random random)
    {
        var minutes = random.Next(Longest / Step) * Step + 1;
        file.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{month},{code},{name},{100_000 + employee:D6},{Names[random.Next(Names.Length)]},{jobClass},{pattern},{reason},"
                + $"{minutes / 60}:{minutes % 60:D2},勤務時間管理システム 月次出力"));
    }
}

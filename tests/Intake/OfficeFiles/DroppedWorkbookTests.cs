using System.IO.Compression;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>Workbooks as drops: which sheet is read, where its parts are, and what is said of those that cannot be read.</summary>
public sealed class DroppedWorkbookTests
{
    [Fact]
    public async Task The_first_visible_sheet_with_the_header_is_read_and_its_rows_are_those_of_Excel()
    {
        var book = new Workbook()
            .Sheet("記入要領", ["この表は毎月10日までに出してください"])
            .Sheet("【記入例】", TestDrop.StaffHeader.Split(','), ["2021-04", "0211", "財政課", "一般", "通常", "=99"])
            .Sheet("4月", ["令和3年4月 職員数"], [null], TestDrop.StaffHeader.Split(','), ["@44287", "0101", "経営計画課", "一般", "通常", "=12"],
                ["@44287", "0213", "市民税課", "一般", "通常", "?"])
            .Sheet("リスト", ["一般"], ["医療職"]);
        var check = await TestDrop.CheckAsync("staff", book.ToBytes());

        Assert.Equal(["2021-04 0101 general/regular/ headcount=12"], check.Figures());
        Assert.Equal(("XLSX", 5L), (check.Receipt.Encoding, Assert.Single(check.Receipt.Errors).Line));
    }

    [Fact]
    public async Task Further_sheets_with_the_header_are_told_of()
    {
        var row = new[] { "2021-04", "0101", "経営計画課", "一般", "通常", "=12" };
        var check = await TestDrop.CheckAsync("staff", new Workbook().Sheet("4月", TestDrop.StaffHeader.Split(','), row)
            .Sheet("5月", TestDrop.StaffHeader.Split(','), row).ToBytes());

        Assert.Contains("5月", Assert.Single(check.Receipt.Warnings, w => w.Code == "sheet_not_read").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_parts_of_a_workbook_are_found_by_their_relationships()
    {
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string path, string xml)
            {
                using var part = new StreamWriter(zip.CreateEntry(path).Open());
                part.Write(xml);
            }

            static string Links(params (string Type, string Target)[] links) =>
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + string.Concat(links.Select((l, i) => $"<Relationship Id=\"r{i}\" Type=\"{office}/{l.Type}\" Target=\"{l.Target}\"/>"))
                    + "</Relationships>";

            string[][] rows = [TestDrop.StaffHeader.Split(','), ["2021-04", "0101", "経営計画課", "一般", "通常", "12"]];
            Add("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
            Add("_rels/.rels", Links(("officeDocument", "/book/main.xml")));
            Add("book/main.xml", $"<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"4月\" sheetId=\"1\" r:id=\"r0\"/"
                + $"></sheets></workbook>");
            Add("book/_rels/main.xml.rels", Links(("worksheet", "tables/one.xml")));
            Add("book/tables/one.xml", $"<worksheet xmlns=\"{main}\"><sheetData>" + string.Concat(rows.Select(r =>
                "<row>" + string.Concat(r.Select(c => $"<c t=\"inlineStr\"><is><t>{c}</t></is></c>")) + "</row>"))
                    + "</sheetData></worksheet>");
        }

        var check = await TestDrop.CheckAsync("staff", buffer.ToArray());
        check.IsTaken();
        Assert.Equal(12, check.Single("headcount"));
    }

    [Fact]
    public async Task A_workbook_of_more_than_10_MiB_is_not_unpacked() => Assert.Contains("CSVで保存",
        (await TestDrop.CheckAsync("staff", [0x50, 0x4B, 0x03, 0x04, .. new byte[10 * 1024 * 1024]])).IsRefusedFor("workbook_too_large").Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task A_workbook_with_a_password_is_told_what_to_do() =>
        (await TestDrop.CheckAsync("staff", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0])).IsRefusedFor("file_encrypted_or_old");
}

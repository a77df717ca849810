using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsvHelper;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Security;

/// <summary>
/// A text that is markup, a formula, and the end of an attribute is written to every input; then every page, file and receipt that can be
/// reached is checked.
/// </summary>
public sealed partial class HtmlInjectionTests
{
    private const string Plant = "=1+PLANT\"'<img src=x onerror=alert(1)>", Seed = "PLANT";

    private const int MostPages = 250;

    [Fact]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task What_was_planted_comes_up_nowhere_as_markup_or_formula()
    {
        await using var app = await RunningApp.StartAsync();
        var receipt = await PlantAsync(app);
        var found = await CrawlAsync(app, receipt);

        // The check reached everything, and the planted text was present.
        foreach (var (kind, least) in new[] { ("text/html", 15), ("text/csv", 8), ("application/json", 12),
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 3),
                ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", 1) })
        {
            Assert.True(found.Count(f => f.Type == kind) >= least, $"{kind}: {found.Count(f => f.Type == kind)}");
            Assert.Contains(found, f => f.Type == kind && f.Holds);
        }

        foreach (var container in new[] { ContainerNames.Quarantine, ContainerNames.Receipts })
        {
            await foreach (var blob in app.Container(container).GetBlobsAsync())
            {
                var content = (await app.Container(container).GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToArray();
                if (container == ContainerNames.Quarantine)
                {
                    AssertNoFormula(blob.Name, Encoding.UTF8.GetString(content));
                }
                else
                {
                    JsonNode.Parse(content);
                }
            }
        }
    }

    /// <summary>
    /// Plants it in the register, in submissions of every kind, in files and their names, in the reason of a closing; gives a receipt's id.
    /// </summary>
    private static async Task<string> PlantAsync(RunningApp app)
    {
        var register = $"所属コード,所属名,部局コード,部局名,有効開始,有効終了,後継コード,異表記,医療部門\n0101,{Csv(Plant)},01,{Csv("部" + Plant)},2015-04,,,"
            + $"{Csv("別名" + Plant)},\n0213,市民税課,02,{Csv(Plant)},2015-04,,,,\n";
        await app.Container(ContainerNames.Reference).GetBlobClient("departments.csv").UploadAsync(BinaryData.FromString(register));
        await app.RunTimerAsync("PullReference");
        var taken = app.Container(ContainerNames.Receipts).GetBlobClient("reference/departments.csv.json");
        await RunningApp.UntilAsync(async () => await taken.ExistsAsync());
        Assert.Equal("taken", (string)JsonNode.Parse((await taken.DownloadContentAsync()).Value.Content)!["state"]!);

        var initiatives = new[] { "ai", "rpa_ai_ocr", "ppp_project" }.Select(category =>
            new { category, name = Plant, status = "implemented", partners = new[] { Plant, "社" }, note = Plant });
        using var submitted = await app.Client.PostAsJsonAsync("api/submissions",
            new
            {
                form = Plant,
                responseId = Plant,
                department = "0101",
                month = "2021-06",
                initiatives,
                figures = new[] { new { measure = "seal_abolitions", count = 3 } }
            });
        Assert.True(submitted.StatusCode == HttpStatusCode.Accepted, await submitted.Content.ReadAsStringAsync());

        // A file of a browser, and one that is refused and told so.
        using var upload = new MultipartFormDataContent { { new StringContent("0213"), "department" },
            { new StringContent("2021-06"), "month" } };
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes($"項目,値\r\n{Csv(Plant)},{Csv(Plant)}\r\n"));
        file.Headers.TryAddWithoutValidation("Content-Disposition",
            $"form-data; name=\"file\"; filename*=UTF-8''{Uri.EscapeDataString(Plant)}.csv");
        upload.Add(file);
        using var refused = await app.Client.PostAsync("api/submissions", upload);
        Assert.InRange((int)refused.StatusCode, 400, 422);

        var drops = app.Container(ContainerNames.Drops);
        await drops.GetBlobClient($"e-approval/{Plant}.csv")
            .UploadAsync(BinaryData.FromBytes(TestDrop.Bytes(TestDrop.EApprovalHeader, $"2021-06,0101,{Csv(Plant)},10,5,5",
                $"2021-06,0213,市民税課,{Csv(Plant)},5,5", $"2021-07,{Csv(Plant)},{Csv(Plant)},1,1,0")));
        await drops.GetBlobClient($"staff/{Plant}.csv")
            .UploadAsync(BinaryData.FromBytes(TestDrop.Bytes($"{TestDrop.StaffHeader},{Csv(Plant)}",
                $"2021-06,0101,{Csv(Plant)},{Csv(Plant)},通常,12,{Csv(Plant)}", "2021-06,0213,市民税課,一般,通常,20,x")));
        await drops.GetBlobClient($"overtime/{Plant}.csv")
            .UploadAsync(BinaryData.FromBytes(TestDrop.Bytes($"年月,所属コード,{Csv(Plant)}", $"2021-06,0101,{Csv(Plant)}")));
        foreach (var timer in new[] { "PullEApproval", "PullStaff", "PullOvertime" })
        {
            await app.RunTimerAsync(timer);
        }

        await RunningApp.UntilAsync(async () => (await app.RowsAsync(TableNames.FactDrop)).Count == 3);
        using var closed = await app.Client.PostAsJsonAsync("api/closings", new { fiscalYear = 2019, action = "close", reason = Plant });
        Assert.Equal(HttpStatusCode.Created, closed.StatusCode);
        await app.WaitUntilComputedAsync();
        await app.Services.GetRequiredService<CompletenessPublisher>().CatchUpAsync(CancellationToken.None);
        return (string)(await submitted.JsonAsync())["id"]!;
    }

    /// <summary>
    /// Everything that can be reached, by all links and from every function that answers a GET; each looked at as what it says it is.
    /// </summary>
    private static async Task<List<(string Address, string Type, bool Holds)>> CrawlAsync(RunningApp app, string receipt)
    {
        using var client = app.NewClient(RunningApp.Bootstrap);
        client.DefaultRequestHeaders.Add("Cookie", $"smart-toyonaka={DateTimeOffset.UtcNow.ToUnixTimeSeconds()}.{RunningApp.Bootstrap}");
        var plant = Uri.EscapeDataString(Plant);
        List<string> begin =
        [
            "/", "/?fiscalYear=2021&lang=ja", "/?fiscalYear=2021&lang=en", "/indicators", "/indicators?lang=en", "/submit",
                "/submit?month=2021-06&department=0101", "/submit?month=" + plant, $"/submit?department={plant}",
            $"/submit/signin?to={plant}", $"/submit/receipts/{receipt}", $"/submit/receipts/{plant}", $"/indicators/{plant}",
                $"/indicators/ai_tasks/{plant}", $"/entries/{plant}/{plant}", $"/tables/{plant}", $"/?fiscalYear={plant}",
            "/indicators/ai_tasks/2021-06/departments/0101", "/indicators/e_approval_rate/2021-06?basis=month",
                "/indicators/e_approval_rate/2021-06/departments/0101?basis=month",
            "/api/drops?count=200", "/api/closings", "/api/completeness?fiscalYear=2021", "/api/history?department=0101&month=2021-06",
                "/api/indicators?fiscalYear=2021", $"/api/submissions/{receipt}", "/api/credentials",
            "/api/indicators/ai_tasks/2021-06/provenance", "/api/indicators/ai_tasks/2021-06/provenance/0101",
                "/api/indicators/e_approval_rate/2021-06/provenance/0101?basis=month",
            "/api/reports/2021", "/api/reports/2021?format=docx", "/api/reports/2021?format=json", "/api/reminders", "/api/openapi.json",
            .. from table in TableNames.Published
               from format in new[] { "csv", "xlsx" }
               let year = table is TableNames.FactIndicator or TableNames.FactBureau or TableNames.FactFigure
                   or TableNames.FactCompleteness ? "&fiscalYear=2021" : ""
               from door in new[] { "/api/tables", "/tables" }
               select $"{door}/{table}?format={format}{year}",
        ];
        var (asked, waiting, found) = (begin.ToHashSet(StringComparer.Ordinal), new Queue<string>(begin),
            new List<(string, string, bool)>());
        while (waiting.TryDequeue(out var address) && found.Count < MostPages)
        {
            foreach (var accept in address.StartsWith("/api/", StringComparison.Ordinal)
                ? new[] { "application/json", "text/csv", "text/html" } : ["text/html"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.TryAddWithoutValidation("Accept", accept);
                using var answer = await client.SendAsync(request);
                Assert.True((int)answer.StatusCode < 500, $"{address}: {(int)answer.StatusCode}");
                var content = await answer.Content.ReadAsByteArrayAsync();
                if (answer.StatusCode == HttpStatusCode.Redirect || (answer.StatusCode == HttpStatusCode.NotFound && content.Length == 0))
                {
                    continue;
                }

                Assert.Equal([address, "nosniff"], [address, .. answer.Headers.GetValues("X-Content-Type-Options")]);
                var type = answer.Content.Headers.ContentType!.MediaType!;
                found.Add((address, type, Look(address, type, content)));
                var text = type.Contains("openxml", StringComparison.Ordinal) ? ""
                    : WebUtility.HtmlDecode(Encoding.UTF8.GetString(content));
                foreach (var link in Link().Matches(text)
                    .Select(m => m.Groups[1].Success ? m.Groups[1].Value : "/" + m.Groups[2].Value.TrimStart('/'))
                        .Where(l => !l.StartsWith("/assets", StringComparison.Ordinal) && !l.StartsWith("//", StringComparison.Ordinal))
                            .Where(asked.Add))
                {
                    waiting.Enqueue(link);
                }
            }
        }

        return found;
    }

    /// <summary>Looks at one answer; true when the plant is in it, harmless.</summary>
    private static bool Look(string address, string type, byte[] content)
    {
        var text = Encoding.UTF8.GetString(content);
        switch (type)
        {
            case "text/html":
                // Wherever it stands, in text or in an attribute, nothing of it is markup.
                Assert.All(["<img src=x", "onerror=alert(1)>", "PLANT\"", "PLANT'"], raw =>
                    Assert.False(text.Contains(raw, StringComparison.OrdinalIgnoreCase), $"{address} has {raw}: {Around(text, raw)}"));
                return text.Contains("PLANT&quot;", StringComparison.Ordinal);
            case "text/csv":
                AssertNoFormula(address, text);
                return text.Contains(Seed, StringComparison.Ordinal);
            case "application/json" or "application/problem+json":
                JsonNode.Parse(text);
                return text.Contains(Seed, StringComparison.Ordinal);
            case var sheet when sheet.EndsWith("spreadsheetml.sheet", StringComparison.Ordinal):
                using (var workbook = SpreadsheetDocument.Open(new MemoryStream(content), false))
                {
                    var sheets = workbook.WorkbookPart!.WorksheetParts.Select(p => p.Worksheet!).ToList();
                    Assert.Empty(sheets.SelectMany(s => s.Descendants<CellFormula>()));
                    Assert.Empty(sheets.SelectMany(s => s.Descendants<DocumentFormat.OpenXml.Spreadsheet.Hyperlink>()));
                    return sheets.Any(s => s.InnerText.Contains(Seed, StringComparison.Ordinal));
                }

            case var word when word.EndsWith("wordprocessingml.document", StringComparison.Ordinal):
                using (var document = WordprocessingDocument.Open(new MemoryStream(content), false))
                {
                    var body = document.MainDocumentPart!.Document!;
                    Assert.DoesNotContain(body.Descendants<FieldCode>(), f => f.InnerText.Contains(Seed, StringComparison.Ordinal));
                    Assert.DoesNotContain(body.Descendants<SimpleField>(), f =>
                        f.Instruction?.Value?.Contains(Seed, StringComparison.Ordinal) == true);
                    Assert.DoesNotContain(document.MainDocumentPart.HyperlinkRelationships, h =>
                        h.Uri.ToString().Contains(Seed, StringComparison.Ordinal));
                    return body.InnerText.Contains(Seed, StringComparison.Ordinal);
                }

            default:
                Assert.Fail($"{address} answers {type}, which nobody looks at.");
                return false;
        }
    }

    // Excel computes a cell that begins so, also after a quote or a space.
    private static void AssertNoFormula(string place, string csv)
    {
        using var reader = CsvReader.Create(new StringReader(csv.TrimStart('\uFEFF')), new CsvReaderOptions { HasHeader = false });
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                var cell = reader.GetString(i);
                Assert.False(cell.Contains(Seed, StringComparison.Ordinal)
                    && "=+-@＝＋－＠\t\r\n".Contains(cell.TrimStart(' ')[0], StringComparison.Ordinal), $"{place}: {cell}");
            }
        }
    }

    private static string Around(string text, string what) =>
        text.Substring(Math.Max(0, text.IndexOf(what, StringComparison.OrdinalIgnoreCase) - 150), 150);

    private static string Csv(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex("""(?:href|action|src)="(/[^"]*)"|"(/?api/(?:entries|indicators|submissions|reports)/[^"]+)""")]
    private static partial Regex Link();
}

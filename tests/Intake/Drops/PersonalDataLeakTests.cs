using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>
/// Employees' numbers and names are written to drops, in their own columns and in every wrong one; then everything that the program stores
/// or logs is searched for them.
/// </summary>
public sealed partial class PersonalDataLeakTests
{
    private const string Number = "0773091264", Narrow = "773091264";

    // In the spellings of exports: with and without a space, half-width kana, capitals; and inside other text.
    private static readonly string[] Names = ["豊中桃太郎", "千里　桜子", "ﾄﾖﾅｶ ﾓﾓﾀﾛｳ", "SENRI SAKURAKO", "0773091264_服部柿次郎.csv"];

    private static readonly string[] Recognisable = [Narrow, "桃太郎", "桜子", "ﾓﾓﾀﾛｳ", "モモタロウ", "SAKURAKO", "柿次郎"];

    private static readonly string[] Plants = [Number, "E" + Number, "０７７３０９１２６４", .. Names];

    // A section for each column, so that an error in one does not hold the others.
    private static readonly (string Code, string Name)[] Others =
        [("0211", "財政課"), ("0212", "税務管理課"), ("0213", "市民税課"), ("0214", "固定資産税課"), ("0301", "行政総務課"), ("0303", "職員課"), ("0304", "資産管理課")];

    [Fact]
    public async Task Nobody_is_found_in_anything_but_the_uploads()
    {
        var logged = new LogRecorder();
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartLoggedAsync(logged, storage, proxy);
        var files = Files().ToList();
        foreach (var (path, content) in files)
        {
            await app.Container(ContainerNames.Drops).GetBlobClient(path).UploadAsync(BinaryData.FromBytes(content));
        }

        // The first run fails when it writes receipts, so that an exception is logged.
        proxy.Decide = (service, method, path) => service == "Blob" && method == "PUT"
            && path.Contains(ContainerNames.Receipts, StringComparison.Ordinal) ? CallFault.Busy : CallFault.None;
        await app.RunTimerAsync("PullStaff");
        await RunningApp.UntilAsync(() => Task.FromResult(logged.Lines.Any(l => l.StartsWith("Error", StringComparison.Ordinal))));
        proxy.Decide = (_, _, _) => CallFault.None;
        foreach (var timer in new[] { "PullEApproval", "PullOvertime", "PullStaff" })
        {
            await app.RunTimerAsync(timer);
        }

        await RunningApp.UntilAsync(async () => (await app.RowsAsync(TableNames.FactDrop)).Count == files.Count);
        await app.WaitUntilComputedAsync();
        Assert.Equal(["refused", "taken", "taken-in-part"], (await app.RowsAsync(TableNames.FactDrop)).Select(r => r.GetString("state"))
            .Distinct().Order(StringComparer.Ordinal));
        var everything = await EverythingAsync(app, logged);

        // The planted rows were read: some accepted, some held, some refused; and there are log lines.
        Assert.Contains(everything, e => e.Place.StartsWith(ContainerNames.Quarantine, StringComparison.Ordinal)
            && e.Text.Contains("要確認", StringComparison.Ordinal));
        Assert.Contains(everything, e => e.Place.StartsWith("api/entries/", StringComparison.Ordinal)
            && e.Text.Contains("\"state\":\"there\"", StringComparison.Ordinal));
        Assert.Contains(everything, e => e.Place == "log" && e.Text.StartsWith("Debug", StringComparison.Ordinal));
        Assert.Empty(from e in everything
                     from who in Recognisable
                     where e.Text.Contains(who,
            StringComparison.OrdinalIgnoreCase)
                     select $"{who} in {e.Place}: {e.Text[..Math.Min(e.Text.Length, 2_000)]}");
    }

    /// <summary>File names are shown with figures, but not logged.</summary>
    [Fact]
    public async Task A_files_name_is_in_receipts_and_tables_and_not_in_logs_and_messages()
    {
        var logged = new LogRecorder();
        await using var app = await RunningApp.StartLoggedAsync(logged, settings: RunningApp.QueueOff);
        await app.Container(ContainerNames.Drops).GetBlobClient($"staff/{Names[^1]}")
            .UploadAsync(BinaryData.FromBytes(TestDrop.Bytes(TestDrop.StaffHeader, "2021-04,0101,経営計画課,一般,通常,12",
                "2021-04,0211,財政課,一般,通常,x")));
        await app.RunTimerAsync("PullStaff");
        await RunningApp.UntilAsync(async () => (await app.RowsAsync(TableNames.FactDrop)).Count == 1);

        Assert.Equal(Names[^1], (await app.RowsAsync(TableNames.FactDrop)).Single().GetString("file"));
        Assert.True(await app.Container(ContainerNames.Receipts).GetBlobClient($"staff/{Names[^1]}.json").ExistsAsync());
        Assert.DoesNotContain(logged.Lines, l => l.Contains(Narrow, StringComparison.Ordinal)
            || l.Contains("柿次郎", StringComparison.Ordinal));
        await RunningApp.UntilAsync(async () => (await app.Queue(QueueNames.Recompute).PeekMessagesAsync(32)).Value.Length > 0);
        Assert.DoesNotContain((await app.Queue(QueueNames.Recompute).PeekMessagesAsync(32)).Value, m =>
            m.Body.ToString().Contains(Narrow, StringComparison.Ordinal));
    }

    private static string Folder(string timer) =>
        timer switch { "PullEApproval" => "e-approval", "PullOvertime" => "overtime", _ => "staff" };

    private static IEnumerable<(string Path, byte[] Content)> Files() =>
        from layout in new[]
        {
            (Folder: "e-approval", Header: TestDrop.EApprovalHeader, Good: "2021-04,0101,経営計画課,50,40,10"),
            (Folder: "overtime", Header: TestDrop.OvertimeHeader, Good: "2021-04,0101,経営計画課,一般,通常,通常,1:30"),
            (Folder: "staff", Header: TestDrop.StaffHeader, Good: "2021-04,0101,経営計画課,一般,通常,12"),
        }
        from file in Files(layout.Header, layout.Good)
        select ($"{layout.Folder}/{file.Name}", file.Content);

    private static IEnumerable<(string Name, byte[] Content)> Files(string header, string good)
    {
        string people = "職員番号,氏名,", row = $"{Number},{Names[0]},";
        string[] elsewhere = [good, good.Replace("0101,経営計画課", "0302,人事課", StringComparison.Ordinal)];

        // In their own columns, which are not read; before the columns that are, and behind them.
        yield return ("own.csv", TestDrop.Bytes([people + header, .. elsewhere.Select(r => row + r)]));
        yield return ("behind.csv",
            TestDrop.Cp932.GetBytes(
                TestDrop.Text([$"{header},職員番号,氏名,備考", .. elsewhere.Select(r => $"{r},{Number},{Names[0]},{Names[1]}")])));

        // Each plant in each column that is read, beside rows that can be taken.
        string[] cells = good.Split(',');
        foreach (var (number, plant) in Plants.Index())
        {
            var wrong = cells.Select((_, at) =>
                row + string.Join(',', cells.Select((c, i) => i == at ? plant : i == 1 ? Others[at].Code : i == 2 ? Others[at].Name : c)));
            yield return ($"wrong-{number}.csv", TestDrop.Bytes([people + header, row + elsewhere[1], .. wrong]));
        }

        // Cells that have slipped, quotes that are broken, a name in a total, above the header, in a heading, in a file that is cut off.
        var slipped = row.Replace("豊中", "豊中,", StringComparison.Ordinal);
        yield return ("slipped.csv",
            TestDrop.Bytes([people + header, row + elsewhere[1], slipped + good, $"{Number}," + good, good, row + row
                + good, $"{good},{Number}"]));
        yield return ("slipped-behind.csv",
            TestDrop.Bytes([$"{header},職員番号,氏名", $"{elsewhere[1]},{Number},{Names[0]}",
                $"{good[..good.LastIndexOf(',')]},{Number},{Names[0]}"]));
        yield return ("quotes.csv",
            TestDrop.Bytes([people + header, row + elsewhere[1], $"{Number},\"豊中\"桃太郎,{good}",
                $"{Number},{Names[0]},{good.Replace("経営計画課", "\"経営\"桜子", StringComparison.Ordinal)}"]));
        yield return ("total.csv",
            TestDrop.Bytes([people + header, row + good, $"合計,{Names[0]},{Names[1]},,,,,,,", $"{Number},{Names[0]},合計,,{Names[1]},,,,,"]));
        yield return ("above.csv",
            TestDrop.Bytes([$"作成 {Names[0]} 単位：{Names[1]}", $"担当：{Number}", people + header, row
                + good.Replace("2021-04", "令和3年13月", StringComparison.Ordinal)]));
        yield return ("unit.csv",
            TestDrop.Bytes([$"担当 {Names[0]}（単位：件）", people + header, row + good.Replace("2021-04", "令和3年13月", StringComparison.Ordinal)]));
        string[] numbers = [.. cells.Select(c => c.Length > 0 && char.IsAsciiDigit(c[0]) ? "77" : Names[1])];
        yield return ("total-wrong.csv",
            TestDrop.Bytes([people + header, row + good, $"{Number},{Names[0]},合計,{Number},{Names[0]},{string.Join(',', numbers[3..])}",
                $"{Number},{Names[0]},44287,合計,{Names[0]},{string.Join(',', numbers[3..^1])},{Names[1]}"]));
        yield return ("unit-wrong.csv", TestDrop.Bytes(
            [$"単位：{Names[0]}", people + header.Replace("時間外時間", "時間外時間（時間）", StringComparison.Ordinal)
                .Replace("件数", "件数（件）", StringComparison.Ordinal).Replace("人数", "人数（人）", StringComparison.Ordinal), row
                    + good.Replace("2021-04", "令和3年13月", StringComparison.Ordinal)]));
        yield return ("heading.csv",
            TestDrop.Bytes([people + header.Replace("所属名", $"所属名（{Names[0]}）", StringComparison.Ordinal), row + good]));
        yield return ("none.csv", TestDrop.Bytes([people + Names[1], row + Number]));
        yield return ("cut.csv", Encoding.UTF8.GetBytes(people + header + "\r\n" + row + good + "\r\n" + row));
        yield return ("open.csv", Encoding.UTF8.GetBytes(people + header + "\r\n" + row + good + "\r\n" + $"{Number},\"{Names[0]},"));
        yield return ("bytes.csv", [.. TestDrop.Bytes([people + header, row + good]), 0x81, 0xFF, .. TestDrop.Bytes(row)]);
        yield return ("far.csv",
            TestDrop.Bytes([people + header, row + good.Replace("2021", "2031", StringComparison.Ordinal), row
                + good.Replace("2021-04", "平成33年4月", StringComparison.Ordinal)]));
    }

    private static async Task<List<(string Place, string Text)>> EverythingAsync(RunningApp app, LogRecorder logged)
    {
        var found = new List<(string, string)>();
        foreach (var table in TableNames.All)
        {
            found.AddRange((await app.RowsAsync(table))
                .Select(r => (table, string.Join(", ", r.Select(c => $"{c.Key}={Print(c.Value)}")))));
        }

        await foreach (var container in new BlobServiceClient(app.Storage).GetBlobContainersAsync())
        {
            await foreach (var blob in app.Container(container.Name).GetBlobsAsync())
            {
                found.Add((container.Name, blob.Name));
                if (container.Name != ContainerNames.Drops)
                {
                    var content = (await app.Container(container.Name).GetBlobClient(blob.Name)
                        .DownloadContentAsync()).Value.Content.ToArray();
                    found.Add(($"{container.Name}/{blob.Name}", Encoding.UTF8.GetString(content)));
                    found.Add(($"{container.Name}/{blob.Name}", TestDrop.Cp932.GetString(content)));
                }
            }
        }

        foreach (var queue in QueueNames.All)
        {
            found.AddRange((await app.Queue(queue).PeekMessagesAsync(32)).Value.Select(m => (queue, m.Body.ToString())));
        }

        // From an indicator down to the rows of the files.
        var questions = new Queue<string>([
            "api/drops", "api/drops?folder=overtime&count=200", "api/indicators?fiscalYear=2021", "api/completeness?fiscalYear=2021",
                "api/history?department=0101&month=2021-04",
            "api/history?department=0211&month=2021-04", "api/health", "api/closings",
            .. from indicator in new[] { "overtime_per_person_all_causes", "e_approval_rate" }
               from department in new[] { "", "/0101", "/0302", "/0211" }
               select $"api/indicators/{indicator}/2021-04/provenance{department}?basis=ytd",
        ]);
        var asked = questions.ToHashSet();
        while (questions.TryDequeue(out var question))
        {
            using var answer = await app.Client.GetAsync(question);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{question}: {text}");
            found.Add((question, text));
            foreach (var entry in Entry().Matches(text).Select(m => m.Value).Where(asked.Add))
            {
                questions.Enqueue(entry);
            }
        }

        found.AddRange(logged.Lines.Select(l => ("log", l)));
        return found;
    }

    [GeneratedRegex("api/entries/[A-Za-z0-9_.~/-]+")]
    private static partial Regex Entry();

    private static string Print(object value) => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : $"{value}";
}

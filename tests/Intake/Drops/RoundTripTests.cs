using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>
/// A file with faults is dropped; its quarantine is mended by what the reasons say, as a clerk would; dropped again it completes what the
/// file would have said had it been right.
/// </summary>
public sealed partial class RoundTripTests
{
    private static readonly string[] Overtime =
    [
        "2021-06,0101,経営計画課,一般,通常,通常,1:30,900001,豊中太郎", "2021-06,0101,経営計画課,一般,通常,災害,123:30,900002,千里花子",
            "2021-06,0211,財政課,一般,通常,通常,2:00,900003,服部次郎",
        "2021-06,0211,財政課,一般,通常,選挙,0:45,900004,庄内三郎", "2021-07,0211,財政課,一般,通常,通常,8:00,900003,服部次郎",
            "2021-06,0603,髙齢者支援課,一般,通常,通常,4:15,900005,岡町四郎",
    ];

    private static readonly string[] Approvals = ["2021-06,0101,経営計画課,10,4,6", "2021-06,0211,財政課,20,15,5", "2021-07,0211,財政課,7,7,0",
        "2021-06,0401,市民課,1200,1000,200"];

    public static TheoryData<string, string, string, string, bool> Faults => new()
    {
        { "overtime", "1:30", "1:99", "UTF-8", false }, { "overtime", "0:45", "=1+1", "UTF-8", true },
            { "overtime", "2021-06,0211,財政課,一般,通常,通常", "Jun-21,0211,財政課,一般,通常,通常", "UTF-8", false },
        { "overtime", "髙齢者支援課,一般", "髙齢者支援課,総合職", "CP932", true }, { "overtime", ",選挙", ",せんきょ", "UTF-16", false },
            { "overtime", ",0101,経営計画課,一般,通常,災害", ",9101,経営計画課,一般,通常,災害", "CP932", false },
        { "overtime", "2:00", "", "UTF-8", true }, { "e-approval", "20,15,5", "20,15,6", "UTF-8", false },
            { "e-approval", "1200,", "\"12,00\",", "CP932", true }, { "e-approval", "7,7,0", "-7,-,-", "UTF-16", false },
        { "e-approval", "財政課,20", "@財政課,２０件", "UTF-8", true }, { "e-approval", "1200,1000", "1,200,1000", "UTF-8", false },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Mended_and_dropped_again_a_file_says_what_it_would_have_said(string folder, string right, string wrong,
        string encoding, bool sameName)
    {
        var (header, rows) = folder == "overtime" ? (TestDrop.OvertimeHeader + ",職員番号,氏名", Overtime)
            : (TestDrop.EApprovalHeader, Approvals);
        var faulty = rows.Select(r => r.Replace(right, wrong, StringComparison.Ordinal)).ToArray();
        Assert.NotEqual(rows, faulty);
        var meant = await Account.NewAsync();
        await meant.TakeAsync(folder, "a.csv", Encode(TestDrop.Text([header, .. rows]), encoding));

        var account = await Account.NewAsync();
        var bytes = Encode(TestDrop.Text([header, .. faulty]), encoding);
        await account.TakeAsync(folder, "a.csv", bytes);
        var quarantine = (await account.BlobAsync(ContainerNames.Quarantine, $"{folder}/a.csv"))!;
        Assert.NotEqual(await meant.FiguresAsync(folder), await account.FiguresAsync(folder));
        var state = (await account.ReceiptAsync(folder, "a.csv")).GetProperty("state").GetString();
        Assert.Equal("taken-in-part", state);
        AssertOpensInExcel(quarantine, encoding);

        await account.TakeAsync(folder, sameName ? "a.csv" : "直したもの.csv", Mend(quarantine, encoding, header, rows));

        Assert.Equal(await meant.FiguresAsync(folder), await account.FiguresAsync(folder));
        Assert.Equal(sameName, await account.BlobAsync(ContainerNames.Quarantine, $"{folder}/a.csv") is null);
    }

    [Theory]
    [InlineData("2021-06,0101,経営計画課,10,4,6", "2021-06,0101,経営計画課,10,4,6,7")]
    [InlineData("2021-06,0101,経営計画課,10,4,6", "2021-06,01\"01\",\"経営\"計画課,10,4,6")]
    [InlineData(",,合計,30,19,11", ",,合計,31,19,11")]
    [InlineData("2021-06,0211,財政課,20,15,5", "2021-06,0101,経営計画課,10,4,6")]
    public async Task Dropped_again_without_being_mended_nothing_more_is_taken(string right, string wrong)
    {
        var account = await Account.NewAsync();
        string[] rows = ["2021-06,0101,経営計画課,10,4,6", "2021-06,0211,財政課,20,15,5", ",,合計,30,19,11"];
        await account.TakeAsync("e-approval", "a.csv",
            TestDrop.Bytes([TestDrop.EApprovalHeader, .. rows.Where(r => wrong.Contains("合計", StringComparison.Ordinal)
                || !r.Contains("合計", StringComparison.Ordinal)).Select(r => r.Replace(right, wrong, StringComparison.Ordinal))]));
        var before = await account.FiguresAsync("e-approval");

        await account.TakeAsync("e-approval", "b.csv", (await account.BlobAsync(ContainerNames.Quarantine, "e-approval/a.csv"))!);

        Assert.Equal(before, await account.FiguresAsync("e-approval"));
        Assert.Equal("refused", (await account.ReceiptAsync("e-approval", "b.csv")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_receipt_begins_with_what_to_do_in_Japanese()
    {
        var account = await Account.NewAsync();
        await account.TakeAsync("e-approval", "good.csv", TestDrop.Bytes([TestDrop.EApprovalHeader, .. Approvals]));
        await account.TakeAsync("e-approval", "part.csv",
            TestDrop.Bytes([TestDrop.EApprovalHeader, .. Approvals, "2021-08,0101,経営計画課,?,4,6"]));
        await account.TakeAsync("e-approval", "unreadable.csv", "年月"u8.ToArray());

        var good = await account.ReceiptAsync("e-approval", "good.csv");
        Assert.Equal(["summary", "advice", "folder"], good.EnumerateObject().Take(3).Select(p => p.Name));
        Assert.Equal("4行をすべて取り込みました。することはありません。", good.GetProperty("summary").GetString());
        Assert.Equal(0, good.GetProperty("advice").GetArrayLength());

        var part = await account.ReceiptAsync("e-approval", "part.csv");
        Assert.Equal("5行のうち4行を取り込み、1行（所属と年月の組 1）を保留しました。保留した行を直してください。", part.GetProperty("summary").GetString());
        Assert.Contains("quarantine/e-approval/part.csv", part.GetProperty("advice")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("drops/e-approval/", part.GetProperty("advice")[1].GetString(), StringComparison.Ordinal);

        var unreadable = await account.ReceiptAsync("e-approval", "unreadable.csv");
        Assert.Contains("何も取り込んでいません", unreadable.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Contains("見出し行", unreadable.GetProperty("advice")[0].GetString(), StringComparison.Ordinal);
    }

    // Every row names its line in the file; what the reason puts in brackets is the column to mend.
    private static byte[] Mend(byte[] quarantine, string encoding, string header, string[] right)
    {
        var columns = header.Split(',');
        var lines = Decode(quarantine, encoding).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(string.Join(',', columns.Where(c => c is not ("職員番号" or "氏名"))) + ",理由", lines[0]);
        for (var i = 1; i < lines.Length; i++)
        {
            var reason = lines[i][(lines[i].LastIndexOf(',') + 1)..];
            if (Line().Match(lines[i]) is not { Success: true } line || reason.StartsWith("同じ", StringComparison.Ordinal))
            {
                continue;
            }

            lines[i] = string.Join(',', right[int.Parse(line.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) - 2]
                .Split(',').Take(columns.Count(c => c is not ("職員番号" or "氏名")))) + ",直しました";
        }

        return Encode(string.Join("\r\n", lines) + "\r\n", encoding == "UTF-16" ? "UTF-8" : encoding);
    }

    private static void AssertOpensInExcel(byte[] quarantine, string encoding)
    {
        Assert.Equal(encoding != "CP932", quarantine.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        var cells = Decode(quarantine, encoding).Split(["\r\n", ","], StringSplitOptions.RemoveEmptyEntries).Select(c => c.Trim('"'));
        Assert.DoesNotContain(cells, c => c[0] is '=' or '+' or '-' or '@' or '\t');
        Assert.DoesNotContain(cells, c => c.Contains("郎", StringComparison.Ordinal) || c.Contains("花子", StringComparison.Ordinal)
            || c.Contains("90000", StringComparison.Ordinal));
    }

    private static byte[] Encode(string text, string encoding) => encoding switch
    {
        "CP932" => TestDrop.Cp932.GetBytes(text),
        "UTF-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
        _ => Encoding.UTF8.GetBytes(text),
    };

    private static string Decode(byte[] bytes, string encoding) => (encoding == "CP932" ? TestDrop.Cp932 : Encoding.UTF8).GetString(bytes)
        .TrimStart('\uFEFF');

    [GeneratedRegex("([0-9]+)行目")]
    private static partial Regex Line();

    /// <summary>An account of its own with what was dropped there.</summary>
    private sealed class Account(string storage)
    {
        public static async Task<Account> NewAsync()
        {
            var storage = await TestStorage.NewAccountAsync();
            await DropStorageFixture.Account(storage).CreateAllAsync(CancellationToken.None);
            return new(storage);
        }

        public async Task TakeAsync(string folder, string name, byte[] content)
        {
            await new BlobContainerClient(storage, ContainerNames.Drops).GetBlobClient($"{folder}/{name}")
                .UploadAsync(BinaryData.FromBytes(content), overwrite: true);
            await DropStorageFixture.Puller(storage).PullAsync(folder, CancellationToken.None);
        }

        public async Task<byte[]?> BlobAsync(string container, string name)
        {
            var blob = new BlobContainerClient(storage, container).GetBlobClient(name);
            return await blob.ExistsAsync() ? (await blob.DownloadContentAsync()).Value.Content.ToArray() : null;
        }

        public async Task<JsonElement> ReceiptAsync(string folder, string name) =>
            JsonDocument.Parse((await BlobAsync(ContainerNames.Receipts, $"{folder}/{name}.json"))!).RootElement;

        public async Task<List<string>> FiguresAsync(string folder) =>
            [.. TestDrop.Figures(EffectiveObservations.Of(await new LedgerStore(DropStorageFixture.Account(storage))
                .ReadYearAsync(BuiltInMeasures.OfFolder(folder).Id, new FiscalYear(2021), CancellationToken.None)))
                    .Order(StringComparer.Ordinal)];
    }
}

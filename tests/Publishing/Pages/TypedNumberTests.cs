using System.Net;
using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>
/// What people type into a number's field: it is read as the number that they see, or refused beside its field with what to type.
/// </summary>
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed partial class TypedNumberTests(TypedNumberTests.Office office) : IClassFixture<TypedNumberTests.Office>
{
    private const string Plain = "数字だけを 1234 のように入力してください", Whole = "整数で、1234 のように入力してください", Below = "0以上の数値を入力してください",
        Many = "桁を確かめてください", Grouped = "桁区切りのカンマの位置が正しくありません", Percent = "％ではなく件数を入力してください", Excel = "Excelで元の値を確かめ",
        Unknown = "数値が分かってから提出してください";

    private const string Field = "online_procedures.online";

    // Each has a month of its own, from the first one that is collected on.
    private static readonly (string Typed, string Reads)[] Inputs =
    [
        ("12", "12"), ("１２", "12"), (" 12 ", "12"), ("　12　", "12"), ("12\u00A0", "12"), ("12\u200B", "12"), ("0012", "12"), ("12.0", "12"),
        ("１２．０", "12"), ("'12", "12"), ("=\"12\"", "12"), ("０", "0"), ("0", "0"), ("-", "0"), ("－", "0"), ("―", "0"), ("ー", "0"), ("‐", "0"),
        ("−", "0"), ("1,234", "1234"), ("１，２３４", "1234"), ("1234", "1234"), ("1,234.0", "1234"),
        ("12件", Plain), ("472件", Plain), ("12 件", Plain), ("12人", Plain), ("１２名", Plain), ("百件", Plain), ("12千", Plain), ("約12", Plain),
        ("12以上", Plain), ("12～15", Plain), ("12-15", Plain), ("12/15", Plain), ("12(3)", Plain), ("12（うち3）", Plain), ("12+3", Plain),
        ("12＋3", Plain), ("=12+3", Plain), ("=SUM(A1:A3)", Plain), ("＝12＋3", Plain), ("@12", Plain), ("+12", Plain), ("12-", Plain),
        ("十二", Plain), ("一二", Plain), ("百二十", Plain), ("〇", Plain), ("①", Plain), ("⑫", Plain), ("Ⅻ", Plain), ("l2", Plain), ("1O", Plain),
        ("〃", Plain), ("同上", Plain), ("なし", Plain), ("該当なし", Plain), ("未定", Plain), ("確認中", Plain), ("○", Plain), ("?", Plain),
        ("12、345", Plain), ("1 234", Plain), ("1'234", Plain), ("12:30", Plain), ("7時間30分", Plain), ("令和3年", Plain), ("2021-06", Plain),
        ("R3.6", Plain), (".5", Plain), ("12.", Plain), ("true", Plain), ("NaN", Plain), ("0x12", Plain), ("$12", Plain), ("¥12", Plain),
        ("1.234", Whole), ("12.5", Whole), ("１２．５", Whole), ("1,234.5", Whole), ("-5", Below), ("△5", Below), ("▲5", Below), ("−5", Below),
        ("－５", Below), ("ー5", Below), ("‐5", Below), ("12,34", Grouped), ("1,2,3", Grouped), ("1,234,5", Grouped), ("1.234,5", Grouped),
        ("59.4%", Percent), ("５９％", Percent), ("99999999999999", Many), (new string('9', 40), Many), (new string('９', 80), Many),
        ("#REF!", Excel), ("#DIV/0!", Excel), ("1.2E+03", Excel), ("####", Excel), ("x", Unknown), ("…", Unknown), ("・・・", Unknown),
    ];

    public static TheoryData<int, string> Rows
    {
        get
        {
            var rows = new TheoryData<int, string>();
            foreach (var (number, (typed, _)) in Inputs.Index())
            {
                rows.Add(number, typed);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task What_is_typed_is_the_number_that_is_seen_or_told_how_to_type(int number, string typed)
    {
        var month = new FiscalMonth(2019, 4).AddMonths(number % 60);
        var department = number < 60 ? "0213" : "0214";
        var (status, page) = await office.TypeAsync(department, month, typed);

        var reads = Inputs[number].Reads;
        if (reads.All(char.IsAsciiDigit))
        {
            Assert.Equal(HttpStatusCode.Redirect, status);
            Assert.Equal([reads], await office.SaidAsync(department, month));
            return;
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        var beside = Assert.Single(BesideField().Matches(page)).Groups[1].Value;
        Assert.Contains(reads, WebUtility.HtmlDecode(beside), StringComparison.Ordinal);

        // What was typed stands there to be corrected.
        Assert.Contains($"name=\"{Field}\" value=\"{typed}\"", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Empty(await office.SaidAsync(department, month));
    }

    /// <summary>An app whose form a program fills in, as a browser without scripts sends it.</summary>
    public sealed partial class Office : IAsyncLifetime
    {
        private HttpClient client = null!;

        internal RunningApp App { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            App = await RunningApp.StartAsync(clock: new AdjustableClock(new(2024, 6, 5, 3, 0, 0, TimeSpan.Zero)),
                settings: "SmartToyonaka:Access:SubmissionsPerMinute=100000");
            client = new(new HttpClientHandler { AllowAutoRedirect = false })
            {
                BaseAddress = App.Client.BaseAddress,
                Timeout = RunningApp.Deadline,
            };
            using var answer = await client.PostAsync("submit/signin",
                new FormUrlEncodedContent(new Dictionary<string, string> { ["credential"] = RunningApp.Bootstrap }));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        public async Task DisposeAsync()
        {
            client.Dispose();
            await App.DisposeAsync();
        }

        /// <summary>Types a number and hands it in; what is far from other values is confirmed, as its page asks.</summary>
        internal async Task<(HttpStatusCode Status, string Page)> TypeAsync(string department, FiscalMonth month, string typed)
        {
            var page = await client.GetStringAsync($"submit?department={department}&month={month}");
            for (var asked = 0; ; asked++)
            {
                var fields = Hidden().Matches(page).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
                (fields[Field], fields["online_procedures.eligible"]) = (typed, "2000");
                using var answer = await client.PostAsync("submit", new FormUrlEncodedContent(fields));
                page = await answer.Content.ReadAsStringAsync();
                if (answer.StatusCode != HttpStatusCode.OK || asked == 1)
                {
                    return (answer.StatusCode, page);
                }
            }
        }

        /// <summary>The numbers that were handed in for a month.</summary>
        internal async Task<IReadOnlyList<string>> SaidAsync(string department, FiscalMonth month)
        {
            using var answer = await App.Client.GetAsync($"api/history?department={department}&month={month}");
            return [.. (await answer.JsonAsync())["entries"]!.AsArray().SelectMany(e => e!["new"]!["numbers"]!.AsArray())
                .Where(n => n!["part"]!.GetValue<string>() == "online").Select(n => n!["value"]!.ToJsonString())];
        }

        [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)">""")]
        private static partial Regex Hidden();
    }

    [GeneratedRegex("<span class=\"error\" id=\"online_procedures.online-error\">(.*?)</span>", RegexOptions.Singleline)]
    private static partial Regex BesideField();
}

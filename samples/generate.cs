#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

// Writes samples/ (all but this file and README.md): dotnet run samples/generate.cs
// The tables below say what has to come out and what is handed in; the rest of the file only spells it.
// Same tables, same bytes: own random numbers with a fixed seed, no clock, no culture, nothing but + - * / on doubles.

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

// What the report prints: indicator | basis | status | month | text | note
const string Published = """
    online_application_rate | month | actual | 2020-03 | 3.0 | 28 procedures; the report says R2.4 (state of 2020-04-01)
    online_application_rate | month | actual | 2021-03 | 20.0 | 189 procedures; printed without decimals
    online_application_rate | month | planned | 2022-03 | 50.3 | 472 procedures; planned for 2022-04-01
    cashless_payment_rate | month | actual | 2021-03 | 20.0 | 9 services; printed without decimals
    cashless_payment_rate | month | actual | 2022-03 | 100.0 | 52 services; printed without decimals
    ppp_projects | programme | actual | 2021-03 | 10 |
    ppp_projects | programme | actual | 2022-03 | 21 | 10 + 11
    ppp_platform_members | month | actual | 2021-03 | 14 |
    ppp_platform_members | month | actual | 2022-03 | 26 |
    ppp_agreements | ytd | actual | 2021-03 | 19 | FY2020 alone
    ppp_agreements | ytd | actual | 2022-03 | 8 | FY2021 alone
    local_issue_projects | ytd | actual | 2022-03 | 5 | FY2021 alone
    regional_collaborations | programme | actual | 2022-03 | 2 | 3 more considering; 1 coordinating
    support_service_reviews | programme | actual | 2021-03 | 1 |
    support_service_reviews | programme | actual | 2022-03 | 6 | 3 more considering
    digitised_publications | programme | actual | 2021-03 | 16 |
    digitised_publications | programme | actual | 2022-03 | 40 |
    service_scope_reviews | programme | actual | 2022-03 | 1 | 1 more considering
    rpa_ai_ocr_tasks | programme | actual | 2021-03 | 25 |
    rpa_ai_ocr_tasks | programme | actual | 2022-03 | 54 |
    ai_tasks | programme | actual | 2022-03 | 3 |
    general_affairs_support | programme | actual | 2021-03 | 1 |
    general_affairs_support | programme | actual | 2022-03 | 5 |
    overtime_change | ytd | actual | 2021-03 | −20.4 | 12 months
    overtime_change | ytd | actual | 2022-01 | −17.8 | 10 months
    overtime_change_all_causes | ytd | actual | 2021-03 | −4.4 | 12 months
    overtime_change_all_causes | ytd | actual | 2022-01 | +11.8 | 10 months
    e_approval_rate | ytd | actual | 2020-03 | 9.9 |
    e_approval_rate | ytd | actual | 2022-01 | 59.4 | the report says as of 2022-02-01
    telework_applicants | month | actual | 2022-01 | 408 | the report says as of R4.2
    seal_abolitions | programme | actual | 2021-04 | 2455 |
    managed_facilities | month | actual | 2021-10 | 149 |
    """;

// What departments hand in each month: measure | section | month value ...; a star marks what is planned.
const string Figures = """
    online_procedures | 税務管理課 | 2020-03 2/62, 2020-09 5/62, 2021-03 12/62, 2021-09 16/62, 2022-03* 34/62
    online_procedures | 市民税課 | 2020-03 5/117, 2020-09 13/118, 2021-03 27/119, 2021-09 35/118, 2022-03* 58/118
    online_procedures | 固定資産税課 | 2020-03 3/95, 2020-09 9/95, 2021-03 21/96, 2021-09 28/96, 2022-03* 51/96
    online_procedures | 市民課 | 2020-03 4/128, 2020-09 12/129, 2021-03 26/130, 2021-09 35/129, 2022-03* 62/128
    online_procedures | 障害福祉課 | 2020-03 2/92, 2020-09 7/92, 2021-03 15/92, 2021-09 21/92, 2022-03* 44/92
    online_procedures | 長寿安心課 | 2020-03 2/102, 2020-09 8/104, 2021-03 18/105, 2021-09 26/104, 2022-03* 50/104
    online_procedures | 保険資格課 | 2020-03 4/115, 2020-09 13/116, 2021-03 27/118, 2021-09 37/117, 2022-03* 63/116
    online_procedures | こども政策課 | 2020-03 3/83, 2020-09 9/83, 2021-03 20/84, 2021-09 27/84, 2022-03* 47/84
    online_procedures | 建築審査課 | 2020-03 1/69, 2020-09 4/70, 2021-03 10/71, 2021-09 15/71, 2022-03* 30/70
    online_procedures | 教育総務課 | 2020-03 2/67, 2020-09 6/67, 2021-03 13/68, 2021-09 18/68, 2022-03* 33/68
    cashless_services | 税務管理課 | 2021-03 2/8, 2021-09 5/9, 2022-03 9/9
    cashless_services | 市民課 | 2021-03 3/14, 2021-09 9/14, 2022-03 16/16
    cashless_services | 保険資格課 | 2021-03 2/9, 2021-09 5/10, 2022-03 11/11
    cashless_services | こども政策課 | 2021-03 1/8, 2021-09 4/9, 2022-03 10/10
    cashless_services | 建築審査課 | 2021-03 1/6, 2021-09 2/6, 2022-03 6/6
    platform_members | 創造改革課 | 2020-09 8, 2021-03 14, 2021-09 21, 2022-03 26
    telework_applicants | 人事課 | 2020-09 46, 2021-03 173, 2021-09 307, 2022-01 408
    seal_abolitions | 行政総務課 | 2020-12 212, 2021-01 405, 2021-02 530, 2021-03 768, 2021-04 540
    managed_facilities | 資産管理課 | 2021-10 149
    """;

// A synthetic city, smaller than the real one: section code, people by group (一般・通常 / 交替制 / 医療職), documents a month,
// overtime against the average, covid work (share of the people in an average month).
const string Sections = """
    0101  9/0/0   40 1.1 .05 | 0102 10/0/0   45 1.1 .05 | 0103 10/0/0   50 1.1 .10 | 0104 14/0/0   60 1.2 .05 | 0105 14/0/0   60 1.2 .05
    0211 10/0/0   60 1.5 .03 | 0212 16/0/0   70 0.9 .06 | 0213 26/0/0  120 1.2 .06 | 0214 22/0/0  110 1.0 .06 | 0301 12/0/0   80 1.0 .08
    0302 12/0/0   90 1.4 .08 | 0303  9/0/0   60 1.0 .05 | 0304 10/0/0   70 0.8 .05 | 0401 26/0/0  100 0.8 .10 | 0501 12/0/0   60 1.1 .08
    0502 10/0/0   55 0.9 .25 | 0601 36/0/0  130 1.1 .06 | 0602 18/0/0   90 1.0 .06 | 0603 20/0/0   95 0.9 .10 | 0701 26/0/0  120 0.9 .08
    0702 28/0/0  100 1.0 .80 | 0703 20/0/0   80 0.8 .60 | 0704 12/0/0   70 1.0 .75 | 0801 12/0/0   70 1.1 .06 | 0802 24/0/0  110 0.9 .06
    0803 16/0/0   75 1.1 .04 | 0901 12/0/0   60 0.8 .04 | 0902 24/0/0   70 0.8 .03 | 1001 12/0/0   90 0.8 .03 | 1101 16/0/0  100 1.0 .03
    1201 12/0/0   80 0.8 .03 | 1301 14/4/0   80 0.9 .05 | 1302  4/38/0  30 1.0 .15 | 1303  4/34/0  30 1.0 .15 | 1401 18/0/0  110 1.1 .15
    1402  6/0/92 140 1.3 .25 | 1501 16/0/0  100 1.1 .05 | 1502 14/0/0   90 1.2 .05 | 1601  6/0/0   25 0.6 .02
    """;

// Drops: folder | file | first month | last month | how it spells a month (full-width where it is written so) | how it gives its figures
const string Drops = """
    e-approval | e-approval-2019.csv | 2019-04 | 2020-03 | GG元年M月 | two columns
    e-approval | e-approval-2020.csv | 2020-04 | 2021-03 | Gy.M | paper too, other spellings of the sections
    e-approval | e-approval-2021.csv | 2021-04 | 2022-01 | Ｇｙ／ＭＭ | paper too
    staff | staff-2019.csv | 2019-04 | 2020-03 | Gyy/MM | 人数
    staff | staff-2020.csv | 2020-04 | 2021-03 | GGy年M月 | 人数
    staff | staff-2021.csv | 2021-04 | 2022-01 | Gy.M.1 | 人数
    overtime | overtime-2019-q1.csv | 2019-04 | 2019-06 | GG元年M月 | H:MM
    overtime | overtime-2019-q2.csv | 2019-07 | 2019-09 | Gy.M | H:MM
    overtime | overtime-2019-q3.csv | 2019-10 | 2019-12 | Ｇｙ／ＭＭ | 分
    overtime | overtime-2019-q4.csv | 2020-01 | 2020-03 | GGy年M月 | H:MM
    overtime | overtime-2020-q1.csv | 2020-04 | 2020-06 | Gyy/MM | 時間
    overtime | overtime-2020-q2.csv | 2020-07 | 2020-09 | Gy.M.1 | H:MM
    overtime | overtime-2020-q3.csv | 2020-10 | 2020-12 | YYYYMM | 分
    overtime | overtime-2020-q4.csv | 2021-01 | 2021-03 | YYYY年M月 | H:MM
    overtime | overtime-2021-q1.csv | 2021-04 | 2021-06 | GGy年M月 | H:MM
    overtime | overtime-2021-q2.csv | 2021-07 | 2021-09 | Gy.M | 分
    overtime | overtime-2021-q3.csv | 2021-10 | 2021-12 | Ｇｙ／Ｍ | 時間
    overtime | overtime-2021-q4.csv | 2022-01 | 2022-01 | Gy.M.1 | H:MM
    """;

// Elections and disasters: month, reason, share of the people called in, minutes each
(string Month, string Reason, double Share, int Minutes)[] calls =
[
    ("2019-04", "選挙", .12, 540), ("2019-07", "選挙", .12, 540), ("2019-10", "災害", .08, 300), ("2020-07", "災害", .05, 240),
    ("2020-09", "災害", .04, 240), ("2021-08", "災害", .05, 240), ("2021-10", "選挙", .14, 560),
];

// April to March
double[] season = [1.25, .95, .9, .95, .8, .9, .95, .95, 1.0, 1.05, 1.15, 1.35];
double[] taxSeason = [1.3, 1.25, 1.1, .8, .7, .7, .75, .8, .95, 1.2, 1.4, 1.5];
double[] covidFirstYear = [1.3, 1.2, .6, .7, 1.0, .7, .6, .9, 1.2, 1.4, 1.0, .9];
double[] covidSecondYear = [1.2, 1.5, 1.3, 1.1, 1.4, 1.3, .8, .6, .7, 1.4, 1.2, 1.0];
Dictionary<int, double> othersLoad = new() { [2019] = 1, [2020] = 1.3, [2021] = 1.4 };
    // of medical staff and shift workers: no fall as elsewhere
Dictionary<int, (double Start, double Growth)> approvalPace = new() { [2019] = (.85, .03), [2020] = (.5, .1), [2021] = (.8, .04) };
const double BaseYearMinutes = 557.3; // a person and month, headline scope
const double SecondYearApproval = 27.5; // FY2020's e-approval rate is not in the report

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
var cp932 = Encoding.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var folder = AppContext.GetData("EntryPointFileDirectoryPath") as string
    ?? throw new InvalidOperationException("Run it as: dotnet run samples/generate.cs");
var dice = new Dice(2021);
var published = Rows(Published);
var drops = Rows(Drops);
var register = File.ReadLines(Path.Combine(folder, "..", "functions", "Domain", "Organisation", "departments.csv")).Skip(1)
    .Select(Section.Read).ToList();
var profiles = Sections.Split(['|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
    .Select(Profile.Read).ToDictionary(p => p.Code);
var inHours = drops.Where(row => row[5] == "時間").SelectMany(row => Month.Span(row[2], row[3])).ToHashSet(); // quarters of an hour there
var groups = register.SelectMany(GroupsOf).ToList();
var headcounts = Headcounts();

WritePublished();
WriteSubmissions();
WriteDrops();

void WritePublished() => File.WriteAllText(Path.Combine(folder, "published.csv"),
    string.Concat(published.Select(row => string.Join(',', row) + "\n").Prepend("indicator,basis,status,month,text,note\n")), utf8);

// ---- Submissions: one file per department, month and status ----

void WriteSubmissions()
{
    var bodies = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
    foreach (var row in Rows(Figures))
    {
        foreach (var entry in row[2].Split(", "))
        {
            var (month, value) = (entry.Split(' ')[0], entry.Split(' ')[1].Split('/').Select(Number).ToArray());
            var part = row[0] == "online_procedures" ? "online" : "cashless";
            var figures = Body(month.TrimEnd('*'), row[1], month.EndsWith('*') ? "planned" : "actual")["figures"]!.AsArray();
            figures.Add(value.Length == 1
                ? new JsonObject { ["measure"] = row[0], ["count"] = value[0] }
                : new JsonObject { ["measure"] = row[0], [part] = value[0], ["eligible"] = value[1] });
        }
    }

    string[] kind = [];
    foreach (var line in File.ReadLines(Path.Combine(folder, "initiatives.txt")).Where(l => l.Length > 0 && l[0] != '#'))
    {
        if (line[0] == '[')
        {
            kind = line.Trim('[', ']').Split(' ');
            continue;
        }

        var cells = line.Split('|', StringSplitOptions.TrimEntries);
        var (month, owner) = (cells[0].Split(' ')[0], cells[0].Split(' ')[1]);
        var assumed = string.Join('・', new[] { month.EndsWith('?') ? "月" : "", owner.EndsWith('?') ? "所管課" : "" }.Where(word =>
            word != ""));
        foreach (var name in Names(cells[1]))
        {
            Body(month.TrimEnd('?'), owner.TrimEnd('?'), "actual")["initiatives"]!.AsArray().Add(new JsonObject
            {
                ["category"] = kind[0],
                ["name"] = name,
                ["status"] = kind[1],
                ["month"] = month.TrimEnd('?'),
                ["partners"] = new JsonArray([.. Partners(cells.ElementAtOrDefault(2) ?? "").Select(p => JsonValue.Create(p))]),
                ["countsTowardTarget"] = kind.Length == 2,
                ["note"] = assumed == "" ? "" : $"{assumed}は報告書に記載がないため仮定",
            });
        }
    }

    var options = new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    var target = EmptyFolder("submissions");
    foreach (var (name, body) in bodies)
    {
        File.WriteAllText(Path.Combine(target, name + ".json"), body.ToJsonString(options) + "\n", utf8);
    }

    JsonObject Body(string month, string owner, string status)
    {
        var code = register.Single(s => s.Name == owner && s.Exists(Month.Parse(month))).Code;
        var name = $"{month}-{code}{(status == "planned" ? "-planned" : "")}";
        bodies.TryAdd(name, new JsonObject
        {
            ["form"] = "monthly-figures",
            ["responseId"] = "sample-" + name,
            ["department"] = code,
            ["month"] = month,
            ["status"] = status,
            ["figures"] = new JsonArray(),
            ["initiatives"] = new JsonArray(),
        });
        return bodies[name];
    }
}

static IEnumerable<string> Names(string name)
{
    if (Regex.Match(name, @"(\d\d)\.\.(\d\d)") is not { Success: true } range)
    {
        return [name];
    }

    var (first, last) = (Number(range.Groups[1].Value), Number(range.Groups[2].Value));
    return Enumerable.Range(first, last - first + 1).Select(n => name.Replace(range.Value, $"{n:00}"));
}

// A comma inside brackets belongs to the partner's name.
static string[] Partners(string text) => text == "" ? [] : Regex.Split(text, "、(?![^（]*）)");

// ---- Drops ----

void WriteDrops()
{
    string[] names = ["e-approval", "overtime", "staff"];
    var targets = names.ToDictionary(name => name, name => EmptyFolder(Path.Combine("drops", name)));
    var overtime = Overtime();
    foreach (var (kind, file, spelling, layout, months) in drops.Select(row =>
        (row[0], row[1], row[4], row[5], Month.Span(row[2], row[3]))))
    {
        var lines = kind switch
        {
            "e-approval" => ApprovalLines(months, spelling, layout),
            "staff" => StaffLines(months, spelling),
            _ => OvertimeLines(overtime.Where(r => months.Contains(r.Month)), spelling, layout),
        };
        File.WriteAllText(Path.Combine(targets[kind], file), string.Concat(lines.Select(l => l + "\r\n")), cp932);
    }
}

IEnumerable<string> ApprovalLines(List<Month> months, string spelling, string layout)
{
    var (start, growth) = approvalPace[months[0].FiscalYear];
    var lean = register.Select(s => s.Bureau).Distinct().ToDictionary(bureau => bureau, _ => dice.Between(.6, 1.4));
    var cells = (from month in months
                 from section in register
                 where section.Exists(month)
                 let total = (int)(profiles[section.Code].Documents * season[month.OfYear] * dice.Between(.85, 1.15)) + 1
                 let rate = lean[section.Bureau] * dice.Between(.85, 1.15) * (start + (growth * month.OfYear))
                 select (month, section, total, rate)).ToList();

    // The last correction: the one factor on all rates that gives the mean over bureaux.
    var aim = months[0].FiscalYear == 2020 ? SecondYearApproval : Aim("e_approval_rate", months[^1]);
    var (low, high) = (0.0, 200.0);
    for (var step = 0; step < 60; step++)
    {
        var middle = (low + high) / 2;
        (low, high) = MeanOverBureaux(middle) < aim ? (middle, high) : (low, middle);
    }

    var withPaper = layout.StartsWith("paper", StringComparison.Ordinal);
    var otherSpellings = layout.EndsWith("other spellings of the sections", StringComparison.Ordinal);
    yield return "年月,所属コード,所属名,起案件数,電子決裁件数" + (withPaper ? ",紙決裁件数" : "");
    foreach (var cell in cells)
    {
        var (section, electronic) = (cell.section, Electronic(cell, high));
        var name = otherSpellings && section.OtherSpelling != "" ? section.OtherSpelling : section.Name;
        var paper = withPaper ? $",{cell.total - electronic}" : "";
        yield return $"{cell.month.Spell(spelling)},{section.Code},{name},{cell.total},{electronic}{paper}";
    }

    double MeanOverBureaux(double factor) => cells.Where(c => !c.section.Medical).GroupBy(c => c.section.Bureau)
        .Select(bureau => bureau.Aggregate((Electronic: 0, Total: 0), (sum, c) =>
            (sum.Electronic + Electronic(c, factor), sum.Total + c.total)))
        .Average(sum => 100.0 * sum.Electronic / sum.Total);

    // The hospital's medical section hardly uses it: counted by mistake, it would pull the mean down.
    static int Electronic((Month, Section section, int total, double rate) cell, double factor) =>
        (int)(cell.total * Math.Min(.99, cell.section.Medical ? .02 : cell.rate * factor / 100));
}

IEnumerable<string> StaffLines(List<Month> months, string spelling)
{
    yield return "年月,所属コード,所属名,職種,勤務形態,人数";
    foreach (var ((group, month), people) in headcounts.Where(h => months.Contains(h.Key.Month)))
    {
        yield return $"{month.Spell(spelling)},{group.Section.Code},{group.Section.Name},{group.Job},{group.Pattern},{people}";
    }
}

IEnumerable<string> OvertimeLines(IEnumerable<Row> rows, string spelling, string layout)
{
    yield return $"年月,所属コード,所属名,職種,勤務形態,事由区分,{(layout == "分" ? "時間外時間（分）" : "時間外時間")},職員番号,氏名";
    foreach (var (month, group, reason, minutes, person) in rows.OrderBy(r => r.Month.Index)
        .ThenBy(r => r.Group.Section.Code, StringComparer.Ordinal).ThenBy(r => r.Person).ThenBy(r => r.Reason, StringComparer.Ordinal))
    {
        var section = $"{group.Section.Code},{group.Section.Name}";
        var time = layout switch
        {
            "分" => $"{minutes}",
            "時間" => $"{minutes / 60m:0.00}",
            _ => $"{minutes / 60}:{minutes % 60:00}",
        };
        yield return $"{month.Spell(spelling)},{section},{group.Job},{group.Pattern},{reason},{time},{person},{PersonName(person)}";
    }
}

static string PersonName(int number)
{
    string[] family = ["見本", "仮名", "例示", "架空", "試験"];
    string[] given = ["太郎", "花子", "次郎", "桜子", "三郎", "梅子", "四郎"];
    return $"{family[number % family.Length]}　{given[number % given.Length]}";
}

Dictionary<(Group Group, Month Month), int> Headcounts()
{
    var people = new Dictionary<(Group, Month), int>();
    foreach (var month in Month.Span("2019-04", "2022-01"))
    {
        foreach (var group in groups.Where(g => g.Section.Exists(month)))
        {
            people[(group, month)] = Math.Max(2, group.People - (int)dice.Between(0, 1.9) + (month.FiscalYear > 2019 ? 1 : 0));
        }
    }

    return people;
}

// All years' overtime: drawn by chance, then scaled so that each year's change against the base year is the published one.
List<Row> Overtime()
{
    var all = new List<Row>();
    foreach (var months in Month.Span("2019-04", "2022-01").GroupBy(m => m.FiscalYear).Select(year => year.ToList()))
    {
        var year = months[0].FiscalYear;
        var isBase = year == 2019;
        var people = StaffMonths(months);
        var ordinary = Draw(months, "通常", (_, _) => .38, (g, m) =>
            g.Load * (g.Counted ? 1 : othersLoad[year]) * (g.Section.Bureau == "02" ? taxSeason : season)[m.OfYear]);
        var headline = isBase ? BaseYearMinutes : Changed(PerPersonInBaseYear(months.Count, r => r.Reason == "通常"), "overtime_change");
        all.AddRange(Share(ordinary, people * headline));
        foreach (var call in calls.Where(c => months.Contains(Month.Parse(c.Month))))
        {
            var called = Draw([Month.Parse(call.Month)], call.Reason,
                (g, _) => g.Counted || call.Reason == "災害" ? call.Share : 0,
                (_, _) => call.Minutes);
            all.AddRange(Share(called, called.Where(c => c.Row.Group.Counted).Sum(c => c.Weight)));
        }

        if (!isBase)
        {
            var wave = year == 2020 ? covidFirstYear : covidSecondYear;
            var covid = Draw(months, "新型コロナ",
                (g, m) => g.Covid * Math.Min(1.2, wave[m.OfYear]),
                (g, m) => wave[m.OfYear] * (g.Covid > .5 ? 2 : 1));
            var allCauses = Changed(PerPersonInBaseYear(months.Count, _ => true), "overtime_change_all_causes");
            var soFar = all.Where(r => r.Group.Counted && r.Month.FiscalYear == year).Sum(r => r.Minutes);
            all.AddRange(Share(covid, (people * allCauses) - soFar));
        }

        // A section without overtime says so: a drop speaks for the sections and months that it contains.
        var heard = all.Select(r => (r.Group.Section, r.Month)).ToHashSet();
        foreach (var (group, month) in headcounts.Keys.Where(k => months.Contains(k.Month) && heard.Add((k.Group.Section, k.Month))))
        {
            all.Add(new Row(month, group, "通常", 0, group.FirstPerson));
        }

        double Changed(double perPerson, string indicator) => perPerson * (1 + (Aim(indicator, months[^1]) / 100));
    }

    return all;

    double PerPersonInBaseYear(int months, Func<Row, bool> counts)
    {
        var same = Month.Span("2019-04", "2020-03").Take(months).ToList();
        return (double)all.Where(r => same.Contains(r.Month) && r.Group.Counted && counts(r)).Sum(r => r.Minutes) / StaffMonths(same);
    }

    int StaffMonths(List<Month> months) => headcounts.Where(h => h.Key.Group.Counted && months.Contains(h.Key.Month)).Sum(h => h.Value);
}

// The people who have overtime for a reason, each with a weight that says how much.
List<(Row Row, double Weight)> Draw(
    List<Month> months, string reason, Func<Group, Month, double> chance, Func<Group, Month, double> weight)
{
    var drawn = new List<(Row, double)>();
    foreach (var ((group, month), people) in headcounts.Where(h => months.Contains(h.Key.Month)))
    {
        for (var person = group.FirstPerson; person < group.FirstPerson + people; person++)
        {
            if (dice.Between(0, 1) < chance(group, month))
            {
                drawn.Add((new Row(month, group, reason, 0, person), weight(group, month) * dice.Between(.5, 1.5)));
            }
        }
    }

    return drawn;
}

// Turns weights into minutes whose sum over the people who count is the total: each rounding error is carried to the next row.
IEnumerable<Row> Share(List<(Row Row, double Weight)> drawn, double total)
{
    var perWeight = total / drawn.Where(d => d.Row.Group.Counted).Sum(d => d.Weight);
    var carried = 0.0;
    foreach (var (row, weight) in drawn)
    {
        var unit = inHours.Contains(row.Month) ? 15 : 1;
        var exact = (weight * perWeight) + (row.Group.Counted ? carried : 0);
        var minutes = Math.Max(unit, (int)((exact / unit) + .5) * unit);
        carried = row.Group.Counted ? exact - minutes : carried;
        yield return row with { Minutes = minutes };
    }
}

// ---- What both need ----

// The published figure, moved within its printed digit but not near a rounding edge.
double Aim(string indicator, Month month)
{
    var text = published.Single(row => row[0] == indicator && row[3] == $"{month}")[4];
    return double.Parse(text.Replace('−', '-'), CultureInfo.InvariantCulture) + new Dice((ulong)(month.Index * indicator.Length))
        .Between(-.02, .02);
}

IEnumerable<Group> GroupsOf(Section section)
{
    var profile = profiles[section.Code];
    var first = 900001 + (register.IndexOf(section) * 200);
    Group[] all =
    [
        new(section, "一般", "通常", profile.People[0], first, profile.Load, profile.Covid),
        new(section, "一般", "交替制", profile.People[1], first + 50, profile.Load, profile.Covid),
        new(section, "医療職", "通常", profile.People[2], first + 50, profile.Load, profile.Covid),
    ];
    return all.Where(group => group.People > 0);
}

string EmptyFolder(string name)
{
    var path = Path.Combine(folder, name);
    if (Directory.Exists(path))
    {
        Directory.Delete(path, recursive: true);
    }

    return Directory.CreateDirectory(path).FullName;
}

static List<string[]> Rows(string table) =>
    [.. table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|', StringSplitOptions.TrimEntries))];

static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

internal sealed record Section(string Code, string Name, string Bureau, Month From, Month? To, string OtherSpelling, bool Medical)
{
    public static Section Read(string line)
    {
        var cells = line.Split(',');
        Month? to = cells[5] == "" ? null : Month.Parse(cells[5]);
        return new(cells[0], cells[1], cells[2], Month.Parse(cells[4]), to, cells[7].Split(';')[0], cells[8] == "1");
    }

    public bool Exists(Month month) => From.Index <= month.Index && (To is null || month.Index <= To.Value.Index);
}

internal sealed record Profile(string Code, int[] People, int Documents, double Load, double Covid)
{
    public static Profile Read(string text)
    {
        var cells = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(cells[0], [.. cells[1].Split('/').Select(Int)], Int(cells[2]), Real(cells[3]), Real(cells[4]));

        static int Int(string s) => int.Parse(s, CultureInfo.InvariantCulture);
        static double Real(string s) => double.Parse(s, CultureInfo.InvariantCulture);
    }
}

/// <summary>The people of a section with one job class and work pattern.</summary>
internal sealed record Group(Section Section, string Job, string Pattern, int People, int FirstPerson, double Load, double Covid)
{
    /// <summary>Both scopes leave out medical staff and shift workers.</summary>
    public bool Counted => Job == "一般" && Pattern == "通常";
}

internal sealed record Row(Month Month, Group Group, string Reason, int Minutes, int Person);

internal readonly record struct Month(int Index)
{
    private int Year => Index / 12;

    private int Number => (Index % 12) + 1;

    /// <summary>0 for April to 11 for March.</summary>
    public int OfYear => (Index + 9) % 12;

    public int FiscalYear => (Index - 3) / 12;

    public static Month Parse(string text) =>
        new((int.Parse(text[..4], CultureInfo.InvariantCulture) * 12) + int.Parse(text[5..], CultureInfo.InvariantCulture) - 1);

    public static List<Month> Span(string first, string last)
    {
        var (from, to) = (Parse(first).Index, Parse(last).Index);
        return [.. Enumerable.Range(from, to - from + 1).Select(index => new Month(index))];
    }

    public override string ToString() => $"{Year}-{Number:00}";

    /// <summary>Spells the month by a pattern such as GG元年M月; a full-width pattern gives full-width text.</summary>
    public string Spell(string pattern)
    {
        var heisei = Index < Parse("2019-05").Index;
        var year = Year - (heisei ? 1988 : 2018);
        var wide = pattern[0] > '\uFF00';
        var text = (wide ? Moved(pattern, -0xFEE0) : pattern)
            .Replace("GG", heisei ? "平成" : "令和").Replace("G", heisei ? "H" : "R").Replace("元", year == 1 ? "元" : $"{year}")
            .Replace("YYYY", $"{Year}").Replace("yy", $"{year:00}").Replace("y", $"{year}").Replace("MM", $"{Number:00}")
                .Replace("M", $"{Number}");
        return wide ? Moved(text, 0xFEE0) : text;

        // Half-width and full-width ASCII lie 0xFEE0 apart.
        static string Moved(string text, int by) => string.Concat(text.Select(c => (char)(c + by)));
    }
}

/// <summary>SplitMix64: the same numbers on every version of .NET, which System.Random does not promise.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public double Between(double low, double high)
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return low + ((high - low) * ((z ^ (z >> 31)) >> 11) / 9007199254740992.0);
    }
}

using System.Globalization;
using System.Text;

namespace SmartToyonaka.Tests.EndToEnd;

/// <summary>
/// What a city that exists nowhere hands in, and its figures computed from that by loops of their own: nothing here uses the program.
/// Its reference files are in tests/Fixtures/made-up-city.
/// </summary>
internal static class MadeUpCity
{
    public static readonly (string Code, string Name, string Bureau)[] Sections =
        [("7001", "係船係", "70"), ("7002", "上屋係", "70"), ("7101", "水門係", "71"), ("7102", "わたし船", "71"), ("7103", "灯火係", "71")];

    /// <summary>Two months of the year, and the same of the base year.</summary>
    public static readonly string[] Months = ["2022-04", "2022-05", "2024-04", "2024-05"];

    private static readonly string[] Quays = ["北埠頭", "南"], Crews = ["本組", "控え"], Weathers = ["凪", "しけ"], Vessels = ["手こぎ", "発動機船"];

    private sealed record Timeline(string Name, bool Counts, params (string Month, string Status)[] Stands);

    private static readonly Timeline[] Dredging =
    [
        new("北の水路", true, ("2023-06", "surveyed"), ("2024-04", "digging"), ("2024-05", "finished")),
        new("南の水路", true, ("2023-07", "finished")),
        new("東の水路", false, ("2024-04", "finished")),
        new("西の水路", true, ("2024-05", "digging")),
        new("中の水路", true, ("2024-04", "finished"), ("2024-05", "withdrawn")),
    ];

    private static readonly Timeline[] Beacons =
        [new("沖の灯", true, ("2024-04", "lit")), new("岬の灯", true, ("2024-05", "surveyed")), new("岩の灯", true, ("2024-05", "lit"))];

    public static (int Ahead, int Berths) Bookings(string section, string month) =>
        (20 + Mix(section, month, 1) % 15, 40 + Mix(section, month, 2) % 9);

    public static int Lamps(string month) => 3 + Mix("7103", month, 3) % 20;

    /// <summary>The months in which lamps were repaired: one in the year before counts for the programme alone.</summary>
    public static readonly string[] LampMonths = ["2023-05", "2024-04", "2024-05"];

    private static int Minutes(string section, string month, int quay, int crew, int weather, int person) =>
        75 + Mix(section, month, 100 + quay * 40 + crew * 20 + weather * 10 + person) % 300;

    private static int Hands(string section, string month, int quay, int crew) => 2 + Mix(section, month, 200 + quay * 3 + crew) % 12;

    private static (int Punctual, int Trips) Trips(string section, string month, int vessel)
    {
        var trips = 30 + Mix(section, month, 300 + vessel) % 40;
        return (trips - Mix(section, month, 400 + vessel) % 11, trips);
    }

    private static int Mix(string section, string month, int salt)
    {
        var n = 17;
        foreach (var c in section + month + salt.ToString(CultureInfo.InvariantCulture))
        {
            n = (n * 31 + c) % 100_003;
        }

        return n;
    }

    /// <summary>Two people's times of each key.</summary>
    public static string WatchFile() => "月,課コード,課名,ふ頭,班,天気,当直時間\n" + string.Concat(
        from month in Months
        from s in Sections
        from q in Two
        from c in Two
        from w in Two
        from person in Two
        select string.Create(CultureInfo.InvariantCulture, $"{month},{s.Code},{s.Name},{Quays[q]},{Crews[c]},{Weathers[w]},{Clock(Minutes(s.Code, month, q, c, w, person))}\n"));

    public static string CrewFile() => "年月,所属コード,所属名,岸壁,組,乗組\n" + string.Concat(
        from month in Months
        from s in Sections
        from q in Two
        from c in Two
        select string.Create(CultureInfo.InvariantCulture, $"{month},{s.Code},{s.Name},{Quays[q]},{Crews[c]},{Hands(s.Code, month, q, c)}\n"));

    public static string FerryFile() => "年月,所属コード,所属名,船の種類,便数,定時便数,遅延便\n" + string.Concat(
        from month in Months
        from s in Sections
        from v in Two
        let t = Trips(s.Code, month, v)
        select string.Create(CultureInfo.InvariantCulture,
            $"{month},{s.Code},{s.Name},{Vessels[v]},{t.Trips},{t.Punctual},{t.Trips - t.Punctual}\n"));

    /// <summary>The entries of a register as a submission for each month has them.</summary>
    public static IEnumerable<(string Month, string Json)> DredgingSubmissions() =>
        from t in Dredging
        from s in t.Stands
        group (t, s) by s.Month into ofMonth
        orderby ofMonth.Key
        select (ofMonth.Key, string.Join(",", ofMonth.Select(x =>
            $$"""{ "category": "dredging", "name": "{{x.t.Name}}", "status": "{{x.s.Status}}", "month": "{{x.s.Month}}", "countsTowardTarget": {{(x.t.Counts ? "true" : "false")}} }""")));

    /// <summary>The entries of the other register as a file.</summary>
    public static byte[] BeaconFile() => Encoding.UTF8.GetBytes("区分,名称,段階,年月\n" + string.Concat(
        from t in Beacons from s in t.Stands select $"標識灯,{t.Name},{(s.Status == "lit" ? "点灯済" : "測量")},{s.Month}\n"));

    /// <summary>The values of the year: indicator, basis, month, value.</summary>
    public static IEnumerable<(string Indicator, string Basis, string Month, decimal Value)> Expected()
    {
        foreach (var month in new[] { "2024-04", "2024-05" })
        {
            var berths = Sections.Take(2).Select(s => Bookings(s.Code, month)).ToList();
            yield return ("berths_booked_rate", "month", month, 100m * berths.Sum(b => b.Ahead) / berths.Sum(b => b.Berths));
            yield return ("lamps_repaired", "programme", month, LampMonths.Where(m => string.CompareOrdinal(m, month) <= 0).Sum(Lamps));
            foreach (var (basis, span) in new[] { ("month", new[] { month }), ("ytd", month == "2024-04" ? [month] : ["2024-04", month]) })
            {
                yield return ("lamps_repaired", basis, month, span.Sum(Lamps));
                yield return ("punctuality", basis, month, Rate(Sections.Select(s => s.Code), span));
                yield return ("punctuality_mean", basis, month, Sections.GroupBy(s => s.Bureau)
                    .Average(b => Rate(b.Select(s => s.Code), span)));
                yield return ("watch_each", basis, month, Each(span, steady: true) / 60);
                yield return ("watch_each_everybody", basis, month, Each(span, steady: false) / 60);
                var then = span.Select(m => "2022" + m[4..]).ToArray();
                yield return ("watch_change", basis, month, 100 * (Each(span, true) / Each(then, true) - 1));
                yield return ("trips_change", basis, month, 100m * AllTrips(span) / AllTrips(then) - 100);
            }

            foreach (var (basis, from) in new[] { ("month", month), ("ytd", "2024-04"), ("programme", "2023-04") })
            {
                yield return ("dredgings", basis, month, Count(Dredging, month, from, "finished"));
                yield return ("dredgings_begun", basis, month, Count(Dredging, month, from, "digging", "finished"));
                yield return ("beacons", basis, month, Count(Beacons, month, from, "lit"));
            }
        }
    }

    private static decimal Rate(IEnumerable<string> sections, string[] months)
    {
        var (punctual, trips) = (0m, 0m);
        foreach (var (p, t) in from s in sections from m in months from v in Two select Trips(s, m, v))
        {
            (punctual, trips) = (punctual + p, trips + t);
        }

        return 100 * punctual / trips;
    }

    private static int AllTrips(string[] months) =>
        (from s in Sections from m in months from v in Two select Trips(s.Code, m, v).Trips).Sum();

    // Without the reserve crew, and without storms, or all of them: minutes of each hand and month.
    private static decimal Each(string[] months, bool steady)
    {
        decimal minutes = (from s in Sections
                           from m in months
                           from q in Two
                           from c in steady ? [0] : Two
                           from w in steady ? [0] : Two
                           from person in Two
                           select Minutes(s.Code, m, q, c, w, person)).Sum();
        return minutes / (from s in Sections
                          from m in months
                          from q in Two
                          from c in steady ? [0] : Two
                          select Hands(s.Code, m, q, c)).Sum();
    }

    // Those that count at a month, and have since the span began.
    private static int Count(Timeline[] register, string month, string from, params string[] counting) => register.Count(t =>
    {
        var since = "";
        foreach (var (at, status) in t.Stands.Where(s => string.CompareOrdinal(s.Month, month) <= 0))
        {
            since = !counting.Contains(status) ? "" : since.Length == 0 ? at : since;
        }

        return t.Counts && since.Length > 0 && string.CompareOrdinal(since, from) >= 0;
    });

    private static string Clock(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}:{minutes % 60:00}");

    private static readonly int[] Two = [0, 1];
}

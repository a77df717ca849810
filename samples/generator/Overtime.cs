namespace SmartToyonaka.Samples;

/// <summary>Overtime of a person in a month, for one reason.</summary>
internal sealed record OvertimeRow(Month Month, Group Group, string Reason, int Minutes, int Person);

/// <summary>All years' overtime.</summary>
internal sealed class Overtime(City city, Dice dice)
{
    // Quarters of an hour are written in these months.
    private readonly HashSet<Month> inHours = [.. Tables.Rows(Tables.DropFiles).Where(row => row[5] == "時間")
        .SelectMany(row => Month.Span(row[2], row[3]))];

    /// <summary>Drawn by chance, then scaled so that each year's change against the base year is the published one.</summary>
    public List<OvertimeRow> Draw()
    {
        var all = new List<OvertimeRow>();
        foreach (var months in Month.Span("2019-04", "2022-01").GroupBy(m => m.FiscalYear).Select(year => year.ToList()))
        {
            var year = months[0].FiscalYear;
            var isBase = year == 2019;
            var people = StaffMonths(months);
            var ordinary = Weigh(months, "通常", (_, _) => .38, (g, m) =>
                g.Load * (g.Counted ? 1 : Tables.OthersLoad[year])
                    * (g.Section.Bureau == "02" ? Tables.TaxSeason : Tables.Season)[m.OfYear]);
            var headline = isBase ? Tables.BaseYearMinutes
                : Changed(PerPersonInBaseYear(months.Count, r => r.Reason == "通常"), "overtime_change");
            all.AddRange(Share(ordinary, people * headline));
            foreach (var call in Tables.Calls.Where(c => months.Contains(Month.Parse(c.Month))))
            {
                var called = Weigh([Month.Parse(call.Month)], call.Reason,
                    (g, _) => g.Counted || call.Reason == "災害" ? call.Share : 0,
                    (_, _) => call.Minutes);
                all.AddRange(Share(called, called.Where(c => c.Row.Group.Counted).Sum(c => c.Weight)));
            }

            if (!isBase)
            {
                var wave = year == 2020 ? Tables.CovidFirstYear : Tables.CovidSecondYear;
                var covid = Weigh(months, "新型コロナ",
                    (g, m) => g.Covid * Math.Min(1.2, wave[m.OfYear]),
                    (g, m) => wave[m.OfYear] * (g.Covid > .5 ? 2 : 1));
                var allCauses = Changed(PerPersonInBaseYear(months.Count, _ => true), "overtime_change_all_causes");
                var soFar = all.Where(r => r.Group.Counted && r.Month.FiscalYear == year).Sum(r => r.Minutes);
                all.AddRange(Share(covid, (people * allCauses) - soFar));
            }

            // A section without overtime says so: a drop speaks for the sections and months that it contains.
            var heard = all.Select(r => (r.Group.Section, r.Month)).ToHashSet();
            foreach (var (group, month) in city.Headcounts.Keys
                .Where(k => months.Contains(k.Month) && heard.Add((k.Group.Section, k.Month))))
            {
                all.Add(new OvertimeRow(month, group, "通常", 0, group.FirstPerson));
            }

            double Changed(double perPerson, string indicator) => perPerson * (1 + (PublishedFigures.Aim(indicator, months[^1]) / 100));
        }

        return all;

        double PerPersonInBaseYear(int months, Func<OvertimeRow, bool> counts)
        {
            var same = Month.Span("2019-04", "2020-03").Take(months).ToList();
            return (double)all.Where(r => same.Contains(r.Month) && r.Group.Counted && counts(r)).Sum(r => r.Minutes) / StaffMonths(same);
        }

        int StaffMonths(List<Month> months) =>
            city.Headcounts.Where(h => h.Key.Group.Counted && months.Contains(h.Key.Month)).Sum(h => h.Value);
    }

    // The people who have overtime for a reason, each with a weight that says how much.
    private List<(OvertimeRow Row, double Weight)> Weigh(
        List<Month> months, string reason, Func<Group, Month, double> chance, Func<Group, Month, double> weight)
    {
        var drawn = new List<(OvertimeRow, double)>();
        foreach (var ((group, month), people) in city.Headcounts.Where(h => months.Contains(h.Key.Month)))
        {
            for (var person = group.FirstPerson; person < group.FirstPerson + people; person++)
            {
                if (dice.Between(0, 1) < chance(group, month))
                {
                    drawn.Add((new OvertimeRow(month, group, reason, 0, person), weight(group, month) * dice.Between(.5, 1.5)));
                }
            }
        }

        return drawn;
    }

    // Turns weights into minutes whose sum over the people who count is the total: each rounding error is carried to the next row.
    private IEnumerable<OvertimeRow> Share(List<(OvertimeRow Row, double Weight)> drawn, double total)
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
}

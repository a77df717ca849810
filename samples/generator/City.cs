namespace SmartToyonaka.Samples;

/// <summary>The synthetic city: its sections, the groups of people in them, and how many there are in each month.</summary>
internal sealed class City
{
    /// <summary>Reads the register, and draws the numbers of people.</summary>
    public City(string register, Dice dice)
    {
        Register = [.. File.ReadLines(register).Skip(1).Select(Section.Read)];
        Profiles = Tables.City.Split(['|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(Profile.Read).ToDictionary(p => p.Code);
        Groups = [.. Register.SelectMany(GroupsOf)];
        foreach (var month in Month.Span("2019-04", "2022-01"))
        {
            foreach (var group in Groups.Where(g => g.Section.Exists(month)))
            {
                Headcounts[(group, month)] = Math.Max(2, group.People - (int)dice.Between(0, 1.9) + (month.FiscalYear > 2019 ? 1 : 0));
            }
        }
    }

    public List<Section> Register { get; }

    /// <summary>By section code.</summary>
    public Dictionary<string, Profile> Profiles { get; }

    public List<Group> Groups { get; }

    /// <summary>People of a group in a month, in the order in which they are drawn.</summary>
    public Dictionary<(Group Group, Month Month), int> Headcounts { get; } = [];

    private IEnumerable<Group> GroupsOf(Section section)
    {
        var profile = Profiles[section.Code];
        var first = 900001 + (Register.IndexOf(section) * 200);
        Group[] all =
        [
            new(section, "一般", "通常", profile.People[0], first, profile.Load, profile.Covid),
            new(section, "一般", "交替制", profile.People[1], first + 50, profile.Load, profile.Covid),
            new(section, "医療職", "通常", profile.People[2], first + 50, profile.Load, profile.Covid),
        ];
        return all.Where(group => group.People > 0);
    }
}

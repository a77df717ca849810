using System.Globalization;

namespace SmartToyonaka.Samples;

/// <summary>A section of the register.</summary>
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

/// <summary>What the table of the city says of a section.</summary>
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

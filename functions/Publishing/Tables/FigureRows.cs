using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Publishing.Tables;

/// <summary>Rows of <c>factfigure</c> and <c>factinitiative</c>: the effective observations, number by number.</summary>
public static class FigureRows
{
    /// <summary><c>overtime|2021</c>: one measure and fiscal year.</summary>
    public static string Partition(string measure, FiscalYear year) => $"{measure}|{year}";

    /// <summary>
    /// The value of <c>withheld</c> for a headcount that is not published: too few people, or one from which those could be computed.
    /// </summary>
    public const string SmallGroup = "small_group";

    /// <summary>A number within its partition.</summary>
    public static string Key(Observation o, FigureCell c) => string.Create(
        CultureInfo.InvariantCulture,
            $"{o.Month.Key}|{o.Section}|{IndicatorRows.Text(o.Status)}|{c.Dimensions.JobClass}|{c.Dimensions.WorkPattern}|{c.Dimensions.Reason}|{c.Part}");

    /// <summary>
    /// The numbers of an observation. Which of the two reasons a withheld one has is not published, since that would disclose it.
    /// </summary>
    public static IEnumerable<Row> Of(Observation o, SuppressedGroups withheldGroups) => o.Cells.Select(c =>
    {
        var withheld = withheldGroups.Contains(o, c);
        var d = c.Dimensions;
        return new Row(
            Partition(o.Measure, o.Month.FiscalYear),
            Key(o, c),
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["measure"] = o.Measure,
                ["departmentcode"] = o.Section,
                ["monthkey"] = o.Month.Key,
                ["monthstart"] = o.Month.Start,
                ["fiscalyear"] = o.Month.FiscalYear.Value,
                ["jobclass"] = d.JobClass,
                ["workpattern"] = d.WorkPattern,
                ["reason"] = d.Reason,
                ["part"] = c.Part,
                ["hasvalue"] = !withheld,
                ["value"] = withheld ? 0L : c.Value,
                [TablePublisher.Withheld] = withheld ? SmallGroup : "",
                ["status"] = IndicatorRows.Text(o.Status),
                ["source"] = o.Source.ToString(),
                ["receivedat"] = o.ReceivedAt.ToUniversalTime(),
            });
    });

    /// <summary>The newest status of an initiative.</summary>
    public static Row Of(Initiative i, Observation o) => new(
        i.Category,
        $"{o.Section}|{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(i.Name)).AsSpan(0, 16))}",
        new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["category"] = i.Category,
            ["name"] = i.Name,
            ["departmentcode"] = o.Section,
            ["partners"] = string.Join("、", i.Partners),
            ["status"] = i.Status.Text(),
            ["monthkey"] = o.Month.Key,
            ["monthstart"] = o.Month.Start,
            ["fiscalyear"] = o.Month.FiscalYear.Value,
            ["countstowardtarget"] = i.CountsTowardTarget,
            ["note"] = i.Note,
        });
}

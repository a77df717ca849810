using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Publishing.Reporting.Overviews;

/// <summary>A published table as people know it.</summary>
/// <param name="Id">Its name in the storage.</param>
/// <param name="NameJa">Its name in Japanese.</param>
/// <param name="NameEn">Its name in English.</param>
/// <param name="IsOfYear">Whether a file of it is of one fiscal year.</param>
public sealed record PublishedTableInfo(string Id, string NameJa, string NameEn, bool IsOfYear)
{
    private static readonly Dictionary<string, (string Ja, string En)> Names = new(StringComparer.Ordinal)
    {
        [TableNames.FactIndicator] = ("指標の値", "Values of indicators"),
        [TableNames.FactBureau] = ("部局別の値", "Values by bureau"),
        [TableNames.FactFigure] = ("集めた数字", "Figures collected"),
        [TableNames.FactInitiative] = ("取組の一覧", "Initiatives"),
        [TableNames.FactCompleteness] = ("提出の状況", "Who has handed in"),
        [TableNames.FactDrop] = ("CSV ファイルの取込み", "CSV files taken"),
        [TableNames.DimIndicator] = ("指標の一覧", "Indicators"),
        [TableNames.DimDepartment] = ("所属の一覧", "Departments"),
        [TableNames.DimDate] = ("月の一覧", "Months"),
        [TableNames.DimMeasure] = ("集める数字の一覧", "Measures"),
    };

    /// <summary>A table of <see cref="TableNames.Published"/>.</summary>
    public static PublishedTableInfo Of(string table) =>
        new(table, Names[table].Ja, Names[table].En, PublishedTables.ByFiscalYear.Contains(table));
}

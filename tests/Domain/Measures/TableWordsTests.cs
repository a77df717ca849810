using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Tests.Domain.Measures;

/// <summary>Rows of an office's tables that are totals, notes or figures of another kind, and units.</summary>
public sealed class TableWordsTests
{
    [Theory]
    [InlineData("合計")]
    [InlineData("計")]
    [InlineData("(合計)")]
    [InlineData("合計(件)")]
    [InlineData("合計[件]")]
    [InlineData("財務部計")]
    [InlineData("市長部局全体")]
    [InlineData("2課合計")]
    [InlineData("計5名")]
    [InlineData("総人数")]
    public void Totals_are_known(string key) => Assert.True(TableWords.IsTotal(key));

    [Theory]
    [InlineData("")]
    [InlineData(")")]
    [InlineData("会計")]
    [InlineData("出納会計")]
    [InlineData("余計")]
    [InlineData("全体像")]
    [InlineData("人事課")]
    [InlineData("人事課(合計)係")]
    [InlineData("時計")]
    [InlineData("部の計画")]
    public void What_only_looks_like_a_total_is_none(string key) => Assert.False(TableWords.IsTotal(key));

    // Of two characters it may be a name: 佐計.
    [Theory]
    [InlineData("佐計", false)]
    [InlineData("一般計", true)]
    [InlineData("佐藤 計", false)]
    [InlineData("合 計", true)]
    [InlineData("2課 合計", true)]
    [InlineData("財務部 計(件)", true)]
    [InlineData("財務部計", true)]
    [InlineData("人事課", false)]
    public void In_a_column_of_names_a_word_apart_is_a_name(string cell, bool isTotal) =>
        Assert.Equal(isTotal, TableWords.IsTotalAnywhere(cell));

    [Theory]
    [InlineData("前年同月", true)]
    [InlineData("(見込)", true)]
    [InlineData("うち女性", true)]
    [InlineData("(男)", true)]
    [InlineData("(女)", true)]
    [InlineData("男", false)]
    [InlineData("人事課", false)]
    public void Rows_of_another_kind_are_known(string cell, bool isOther) => Assert.Equal(isOther, TableWords.IsOtherFigure(cell));

    [Theory]
    [InlineData("※概数", true)]
    [InlineData("3ページ", true)]
    [InlineData("後で直す。", true)]
    [InlineData("人事課", false)]
    public void Notes_are_known(string key, bool isNote) => Assert.Equal(isNote, TableWords.IsNote(key));

    [Theory]
    [InlineData("便", 1)]
    [InlineData("便数", 1)]
    [InlineData("千便", 1000)]
    [InlineData("百便", 100)]
    [InlineData("数", null)]
    [InlineData("千", null)]
    [InlineData("千人", null)]
    [InlineData("万便", null)]
    [InlineData("", null)]
    public void A_unit_of_the_catalogue_is_known_by_its_multiple(string key, int? multiple) =>
        Assert.Equal(multiple, Ferries.MultipleOf(key));

    [Theory]
    [InlineData("渡船の便", true)]
    [InlineData("運航数の表", true)]
    [InlineData("便", false)]
    [InlineData("橋", false)]
    public void A_text_speaks_of_what_is_collected_where_a_name_of_two_characters_is_in_it(string key, bool speaks) =>
        Assert.Equal(speaks, Ferries.AreIn(key));

    [Theory]
    [InlineData("見張り", true)]
    [InlineData("見張", true)]
    [InlineData("見", false)]
    [InlineData("張り", false)]
    [InlineData("運航", false)]
    public void The_beginning_of_a_time_is_known(string key, bool begins) => Assert.Equal(begins, Ferries.BeginsTime(key));

    private static CatalogueWords Ferries => new(
    [
        new("ferries", "渡船", "Ferries", MeasureKind.Flow, ["trips"], "ferries") { Details = [new("trips", "運航数", "trips") { Unit = "便" }] },
        new("watch", "監視", "Watch", MeasureKind.Flow, ["minutes"], "watch", "watch")
        {
            Drop = new("watch") { IsTime = true },
            Details = [new("minutes", "見張り時間", "minutes"), new("night", "夜間時間", "night")],
        },
    ]);
}

using SmartToyonaka.Domain;

namespace SmartToyonaka.Publishing.Messages;

/// <summary>What the pages about reports say.</summary>
internal static class ReportMessages
{
    public static BilingualText NoReports { get; } = new("見られる報告書はまだありません。", "There is no report to look at yet.");

    public static BilingualText NoDifferences { get; } = new("違いはありません。", "There are no differences.");

    public static BilingualText DifferencesOf(BilingualText year) => new($"{year.Ja} 報告書の差分", $"{year.En}: differences from the report");

    public static BilingualText TheseDifferences { get; } = new("この差分", "These differences");

    public static BilingualText Frozen { get; } = new("確定した報告書へ", "The frozen report");

    public static BilingualText Table { get; } = new("報告書の差分", "Differences from the report");

    public static BilingualText Measure { get; } = new("取組", "Measure");

    public static BilingualText WhatChanges { get; } = new("変わること", "What changes");

    public static BilingualText Reason { get; } = new("理由", "Why");

    public static BilingualText SeeValue { get; } = new("いまの値のもとを見る", "See what the value of now is made of");

    public static BilingualText FrozenText { get; } = new("確定した報告書", "The frozen report");

    public static BilingualText TextNow { get; } = new("いま", "Now");

    public static BilingualText Nothing { get; } = new("（なし）", "(nothing)");

    public static BilingualText More(int count) => new($"ほか{count}件", $"{count} more");

    public static BilingualText AboutDifferences(BilingualText frozenAt) => new(
        $"{frozenAt.Ja}に確定した報告書と、いまの数字・規則・本文で作った場合との違いです。確定した報告書そのものは変わりません。",
        $"How the report that was frozen at {frozenAt.En} differs from one of today's figures, rules and texts. The frozen report itself stays as it is.");
}

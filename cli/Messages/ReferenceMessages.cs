namespace SmartToyonaka.Cli.Messages;

/// <summary>What the command <c>reference</c> says.</summary>
internal static class ReferenceMessages
{
    public static string Wrong(int count) => $"誤り {count} 件。このままでは取り込まれません。";

    public const string Good = "誤りはありません。";

    public const string Confirmed = "確認しました。次の見回り(PullReference)で取り込みます。";

    public const string NothingWaits = "確認を待っているものはありません。";

    public static string Changes(int published, int changes, bool waits) =>
        $"公開している値 {published} のうち、変わるもの {changes}。"
            + (waits ? "置くと確認待ちになります(reference confirm)。" : "");

    public const string NotCompared = "ストレージに届かないため、公開している値とは比べていません。";
}

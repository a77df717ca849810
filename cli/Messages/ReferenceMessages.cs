using SmartToyonaka.Domain;

namespace SmartToyonaka.Cli.Messages;

/// <summary>What the command <c>reference</c> says.</summary>
internal static class ReferenceMessages
{
    public static BilingualText Good { get; } = new("誤りはありません。", "There are no errors.");

    public static BilingualText Confirmed { get; } = new(
        "確認しました。次の定時(PullReference、15分以内)に取り込みます。",
        "Confirmed: the next run of PullReference takes it, within 15 minutes.");

    public static BilingualText NothingWaits { get; } = new("確認を待っているものはありません。", "Nothing waits to be confirmed.");

    public static BilingualText NotCompared { get; } = new(
        "ストレージに届かないため、公開している値とは比べていません。",
        "The storage cannot be reached, so it was not compared with what is published.");

    public static BilingualText Wrong(int count) => new(
        $"誤り {count} 件。このままでは取り込まれません。", $"{count} error(s). It would be refused.");

    public static BilingualText Changes(int published, int changes, bool waits) => new(
        $"公開している値 {published} のうち、変わるもの {changes}。{(waits ? "置くと確認待ちになります(reference confirm)。" : "")}",
        $"Of {published} published values, {changes} would change.{(waits ? " Uploaded, it would wait (reference confirm)." : "")}");
}

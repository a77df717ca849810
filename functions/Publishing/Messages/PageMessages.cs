using SmartToyonaka.Domain;

namespace SmartToyonaka.Publishing.Messages;

/// <summary>What the pages of submissions say where the API speaks of names in JSON.</summary>
internal static class PageMessages
{
    public static BilingualText NothingSubmitted { get; } = new("数値か取組みを1つ以上入力してください。", "Enter at least one figure or initiative.");

    public static BilingualText ChooseCategory { get; } = new("区分を選んでください。", "Choose a category.");

    public static BilingualText ChooseStatus { get; } = new("段階を選んでください。", "Choose a status.");

    public static BilingualText Enter { get; } = new("入力してください。", "Enter something here.");

    /// <param name="ja">The month, and since when, in Japanese.</param>
    /// <param name="en">The same in English.</param>
    public static BilingualText MonthClosed((string Month, string Since) ja, (string Month, string Since) en) => new(
        $"{ja.Month}分は {ja.Since} に締め切られました。提出や訂正が必要なときは、管理者(担当課)に連絡してください。",
        $"{en.Month} was closed on {en.Since} (Japan). To hand in or correct something, ask the administrator.");
}

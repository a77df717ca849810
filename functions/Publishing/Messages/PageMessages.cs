namespace SmartToyonaka.Publishing.Messages;

/// <summary>What the pages of submissions say where the API speaks of names in JSON, in Japanese as these pages.</summary>
internal static class PageMessages
{
    public const string NothingSubmitted = "数値か取組みを1つ以上入力してください。";

    public const string ChooseCategory = "区分を選んでください。";

    public const string ChooseStatus = "段階を選んでください。";

    public const string Enter = "入力してください。";

    public static string MonthClosed(string month, string since) => $"{month}分は {since} に締め切られました。提出や訂正が必要なときは、管理者(担当課)に連絡してください。";
}

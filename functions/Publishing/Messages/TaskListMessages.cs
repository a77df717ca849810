using SmartToyonaka.Domain;

namespace SmartToyonaka.Publishing.Messages;

/// <summary>What the list of tasks says.</summary>
internal static class TaskListMessages
{
    public static BilingualText Title { get; } = new("提出するもの", "What to hand in");

    public static BilingualText Overdue { get; } = new("期限を過ぎているもの", "Overdue");

    public static BilingualText Waiting { get; } = new("確認を待っている値", "Waiting for your confirmation");

    public static BilingualText Due { get; } = new("これから期限が来るもの", "Due soon");

    public static BilingualText Closed { get; } = new("締め切られていて、いまは提出できないもの", "Not handed in, and closed");

    public static BilingualText Done { get; } = new("提出したもの", "Handed in");

    public static BilingualText NothingToDo { get; } = new(
        "期限を過ぎたものも、確認を待っている値もありません。",
        "Nothing is overdue, and nothing waits for your confirmation.");

    public static BilingualText OwesNothing { get; } = new(
        "この所属が期限までに提出する数字はありません。",
        "This section owes no figures.");

    public static BilingualText AskToOpen { get; } = new(
        "提出が必要なときは、管理者(担当課)に連絡してください。",
        "To hand them in, ask the administrator to open the month.");

    public static BilingualText UnknownSection { get; } = new(
        "この所属は登録されていません。一覧から選んでください。",
        "There is no such section; choose one from the list.");

    public static BilingualText CountOverdue(int count) => new(
        $"期限を過ぎた数字が{count}件あります。",
        $"{count} figure(s) are overdue.");

    public static BilingualText CountReviews(int count) => new(
        $"これまでの値と大きく違うため、確認されるまで使われない値が{count}件あります。",
        $"{count} value(s) differ much from earlier ones and are not used until somebody confirms them.");

    public static BilingualText DueOn(string ja, string en, bool isProvisional) => new(
        $"期限 {ja}{(isProvisional ? "ごろ" : "")}",
        $"due {(isProvisional ? "about " : "")}{en}");

    public static BilingualText HandedInAt(string ja, string en) => new($"{ja} に提出", $"handed in {en}");
}

using SmartToyonaka.Domain;

namespace SmartToyonaka.Triggers.Messages;

/// <summary>The titles of refusals, by their HTTP status.</summary>
internal static class ProblemTitles
{
    public static BilingualText Of(int status) => status switch
    {
        400 => new("読み取れません", "Not readable"),
        401 => new("認証が必要です", "Not authenticated"),
        403 => new("権限がありません", "Not allowed"),
        404 => new("見つかりません", "Not found"),
        405 => new("この操作はできません", "Not possible here"),
        408 => new("届くのに時間がかかりすぎました", "Took too long"),
        409 => new("内容が食い違っています", "Conflict"),
        413 => new("大きすぎます", "Too large"),
        415 => new("受け付けていない形式です", "Unsupported type"),
        422 => new("内容に誤りがあります", "Invalid submission"),
        423 => new("締め切られています", "Closed"),
        429 => new("回数が多すぎます", "Too many requests"),
        503 => new("一時的に利用できません", "Temporarily unavailable"),
        _ => new("内部エラー", "Internal error"),
    };
}

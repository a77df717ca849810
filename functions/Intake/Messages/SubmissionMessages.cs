using System.Globalization;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Intake.Messages;

/// <summary>What is wrong with a submission as a whole: its fields, its department, its size.</summary>
internal static class SubmissionMessages
{
    public static BilingualText UnknownField { get; } = new(
        "この項目はありません。名前を確かめるか、取り除いてください。",
        "There is no such field; check its name or remove it.");

    public static BilingualText ResponseIdMissing { get; } = new(
        "回答の番号(responseId)が空です。フローで「応答 ID」を入れてください。番号がないと、同じ回答が二重に届いたことが分かりません。",
        "responseId is empty; let the flow fill in the response's id. Without it nobody can tell the same answer sent twice.");

    public static BilingualText ItemCount(int most) => new(
        $"figures か initiatives に1件以上 {most} 件以下を入れてください。",
        $"Send at least one and at most {most} figures or initiatives.");

    public static BilingualText NotAnIdentifier { get; } = new(
        "200文字までの文字列で、制御文字や目に見えない文字を含めずに入れてください。",
        "Give a text of at most 200 characters without control or invisible characters.");

    public static BilingualText DepartmentMissing { get; } = new(
        "所属がありません。所属コード(例 0213)か所属名を入力してください。",
        "The department is missing; send its code (0213) or name.");

    public static BilingualText DepartmentAmbiguous { get; } = new(
        "この書き方に当てはまる所属が複数あります。所属コードを省略せずに入力してください。",
        "More than one department fits; send the whole code.");

    public static BilingualText DepartmentUnknown { get; } = new(
        "この所属は登録されていません。所属コードか所属名を確かめてください。",
        "No such department is registered; check the code or name.");

    public static BilingualText StatusUnknown { get; } = new(
        "status は actual(実績)か planned(予定)にしてください。",
        "status must be actual or planned.");

    public static BilingualText InitiativeTooLarge(int length, int most) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"この取組みは大きすぎて保存できません({length:N0}文字分、上限は{most:N0}文字分。絵文字などは1つで12文字分です)。備考か連携先を短くしてください。"),
        string.Create(CultureInfo.InvariantCulture,
            $"This initiative is too large to be kept ({length:N0} characters, at most {most:N0}; an emoji counts as "
                + $"12). Shorten the note or the partners."));

    public static BilingualText TooManyYears(int pairs, int most) => new(
        string.Create(CultureInfo.InvariantCulture, $"区分と年度の組が{pairs}あります。1回に提出できるのは{most}までです。年月を確かめるか、分けて提出してください。"),
        string.Create(CultureInfo.InvariantCulture,
            $"There are {pairs} pairs of category and fiscal year; a submission may have at most {most}. Check the "
                + $"months, or submit in parts."));

    public static BilingualText Differs(string place, string? said) => new(
        $"{place} の「{said}」と違います。1回の提出は1つの所属・1つの年月・実績か予定のどちらかです。",
        $"This differs from '{said}' at {place}. A submission is for one department and one month, actual or planned.");

    public static BilingualText DepartmentNotInMonth(SectionLookup found, FiscalMonth month)
    {
        var instead = string.Join("、", found.Instead.Select(s => $"{s.Code} {s.Name}"));
        var (ja, en) = found.Successors.Count > 0 ? ("後継", "successor") : ("前身", "predecessor");
        return new(
            $"{found.Section!.Name}は{JapaneseEra.Text(month)}にはありません。"
                + (instead.Length > 0 ? $"その月は{ja}の {instead} で提出してください。" : "年月か所属を確かめてください。"),
            $"{found.Section.Name} did not exist in {month}."
                + (instead.Length > 0 ? $" Submit for its {en} of that month, {instead}." : " Check the month or the department."));
    }
}

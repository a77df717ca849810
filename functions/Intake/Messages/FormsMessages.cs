using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Answers of Microsoft Forms, by a flow or in a workbook.</summary>
internal static class FormsMessages
{
    public static BilingualText AnswerWithoutId { get; } = new(
        "回答の番号(ID)が読めません。ブックの列 ID を書き換えないでください。",
        "The answer's number (ID) cannot be read; leave the column ID as it is.");

    public static BilingualText OtherDepartment { get; } = new(
        "このフォームでは提出できない所属です。対応表の workbook.departments を確かめてください。",
        "This form may not hand in for that department; see workbook.departments of the mapping.");

    public static BilingualText MonthClosed { get; } = new(
        "対象の月は締め切られています。管理者に開けてもらえば、次の取込みで受け付けます。",
        "The month is closed; once it is opened again, the next run takes this.");

    public static BilingualText AnswerTooLarge { get; } = new(
        "1つの回答としては大きすぎて保存できません。分けて回答してください。",
        "This answer is too large to be kept; answer in parts.");

    public static BilingualText AnswerChanged { get; } = new(
        "受け付けたあとで回答が書き換えられています。受け付けた内容はそのままです。訂正は、フォームから新しく回答してください。",
        "The answer was changed after it had been accepted; what was accepted stands. To correct it, answer the form anew.");

    public static BilingualText FormMissing { get; } = new(
        "form(対応表の名前。英小文字・数字・ハイフン)を入れてください。フォームの質問番号は対応表がないと読めません。",
        "Send form, the name of its mapping (lower case, digits, hyphens): without it the questions cannot be told.");

    public static BilingualText MappingWrong(string form) => new(
        $"フォーム {form} の対応表に誤りがあります。receipts/reference/forms/{form}.json.json を見て直してください。",
        $"The mapping of form {form} is wrong; see receipts/reference/forms/{form}.json.json.");

    public static BilingualText FormUnknown(string form) => new(
        $"フォーム {form} の対応表がありません。reference/forms/{form}.json を置いてください。",
        $"There is no mapping of form {form}; upload reference/forms/{form}.json.");

    public static BilingualText NoIdColumn { get; } = new(
        "見出し「ID」のあるシートがありません。Microsoft Forms が作った回答のブックを指定してください。",
        "No sheet has the heading ID. Name the workbook that Microsoft Forms made.");

    public static BilingualText QuestionUnknown(string title, string form) => new(
        $"フォーム {title} の対応表にない質問です。フォームを変えたときは対応表(reference/forms/{form}.json)に加えてください。",
        $"The mapping of form {title} does not know this question. When the form has changed, add it to reference/"
            + $"forms/{form}.json.");

    public static BilingualText HeadingDoubled { get; } = new(
        "同じ見出しの列が2つあります。フォームの質問の文を変えてください。",
        "Two columns have one heading; change the text of a question.");

    public static BilingualText ColumnMissing(string title, string? field) => new(
        $"フォーム {title} の質問({field})の列がありません。フォームの質問の文と対応表の column を合わせてください。",
        $"The column of the question for {field} of form {title} is missing; make the question's "
            + $"text and the mapping's column agree.");

    public static BilingualText QuestionNotArrived(string title, string? field, string form) => new(
        $"フォーム {title} の質問({field})が届いていません。フローの「応答の詳細を取得する」と、対応表(reference/forms/{form}.json)を確かめてください。",
        $"The question for {field} of form {title} did not arrive. Check the flow's 'Get response details' and "
            + $"reference/forms/{form}.json.");

    public static BilingualText ResponseIdMissing { get; } = new(
        "応答の番号(responseId)が空です。フローの「応答 ID」(triggerOutputs()?['body/resourceData/responseId'])を responseId に入れてください。番号がないと、"
            + "訂正と二重の送信を見分けられません。",
        "responseId is empty. Put the flow's 'Response Id' (triggerOutputs()?['body/resourceData/responseId']) there; without it "
            + "a correction cannot be told from a repetition.");

    public static BilingualText Differs(string name) => new(
        $"「{name}」が2か所で違います。1つにしてください。",
        $"'{name}' is given twice and differs; give it once.");

    public static BilingualText OneChoice(string field) => new(
        $"{field} には1つだけ選んでください。フォームの質問を「1つだけ選択」にしてください。",
        $"{field} takes one choice; make the question a single choice.");

    public static BilingualText SubmitDate { get; } = new(
        "submitDate が日時として読めません。フローで書き換えずに、そのまま送ってください(例 6/15/2021 1:23:45 AM)。",
        "submitDate is no date and time. Send it as Forms gives it (6/15/2021 1:23:45 AM).");

    /// <summary>An error, with the question that it is of.</summary>
    public static BilingualText OfQuestion(BilingualText question, BilingualText error) =>
        new($"質問「{question.Ja}」: {error.Ja}", $"Question '{question.En}': {error.En}");

    /// <summary>A field, as a question about it may be worded.</summary>
    public static BilingualText NameOf(string field)
    {
        var measure = MeasureRegistry.Current.Find(field.Split('.')[0]);
        var part = field[(field.LastIndexOf('.') + 1)..];
        return measure is null
            ? new(field switch { "department" => "所属", "month" => "年月", "status" => "実績・予定", _ => field }, field)
            : new($"{measure.NameJa}({PartNames.Ja(part)})", field);
    }
}

namespace SmartToyonaka.Intake.Messages;

/// <summary>Mappings of forms, which administrators write: Japanese, with the fault in English behind it.</summary>
internal static class FormMappingMessages
{
    public const string NotJson = "JSONとして読めないか、形が違います。docs/power-automate.md の例と比べてください。(This is not JSON, or not of the right form.)";

    public static string NoSuchProperty(string name) =>
        $"{name} という項目はありません。form、version、questions、fixed、workbook を使ってください。(No such property.)";

    public static string FormDiffers(string form) => $"form は、ファイル名と同じ「{form}」にしてください。(form must be the file's name.)";

    public const string VersionMissing = "version(フォームの版、1〜50文字)を入れてください。(version is missing or too long.)";

    public const string NotAQuestion = "質問の番号は r と16進数32桁です。(A question is r and 32 hexadecimal digits.)";

    public static string NoSuchPropertyOfQuestion(string name) =>
        $"{name} という項目はありません。field、ignore、optional、words、column を使ってください。(No such property.)";

    public const string FieldOrIgnore = "field か \"ignore\": true のどちらか1つを入れてください。(Give either field or ignore.)";

    public static string QuestionCount(int most) => $"questions に1〜{most}件の質問を入れてください。(Give 1 to {most} questions.)";

    public static string NoSuchField(string field) =>
        $"{field} という項目はありません。department、month、status、measure.part、initiatives.0.name などにしてください。(No such field.)";

    public static string FieldDoubled(string field) => $"{field} が2つあります。1つの項目に質問は1つです。(Two questions for one field.)";

    public static string TooLarge(int most) => $"{most} KiB を超えています。(The file is too large.)";

    public static string NoSuchPropertyOfWorkbook(string name) => $"{name} という項目はありません。drive、item、departments を使ってください。(No such property.)";

    public const string DriveAndItem = "drive(ドキュメント ライブラリの番号)と item(ブックの番号)を入れてください。(Give the ids of the drive and of the item.)";

    public const string Departments = "departments は所属コードの一覧にしてください。(departments takes codes.)";

    public static string Column(string? field) => $"{field} の column(ブックの見出し、つまり質問の文)を入れてください。(Give the column: the text of the question.)";

    public const string ColumnOfForms = "この見出しはFormsが回答者や時刻に使うもので、質問には使えません。(Forms itself uses this heading.)";

    public const string ColumnDoubled = "同じ見出しの質問が2つあります。フォームの質問の文を変えてください。(Two questions have one heading.)";
}

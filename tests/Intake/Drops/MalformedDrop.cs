using System.Text;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>A file as somebody might drop it, and what must become of it.</summary>
/// <param name="Rule">The rule of the CSV cases that it is about.</param>
/// <param name="What">What is odd about it.</param>
/// <param name="Figures">What is taken of it, as <see cref="TestDrop.Figures(SmartToyonaka.Intake.Drops.DropCheck)"/> prints it; in any
/// order.</param>
/// <param name="Errors">Line, column and code of every error, in order: <c>2 起案件数 negative</c>.</param>
public sealed record MalformedDrop(int Rule, string What, string Folder, byte[] Content, string[] Figures, string[] Errors)
{
    public static MalformedDrop Of(int rule, string what, string folder, byte[] content, string[] figures, params string[] errors) =>
        new(rule, what, folder, content, figures, errors);

    public static MalformedDrop Of(int rule, string what, string folder, string content, string[] figures, params string[] errors) =>
        new(rule, what, folder, Encoding.UTF8.GetBytes(content), figures, errors);

    /// <summary>One e-approval row with a cell of its own; taken as a number, or refused for a code.</summary>
    public static MalformedDrop Count(int rule, string cell, object numberOrCode) => Of(rule, $"count {cell}", "e-approval",
        TestDrop.Text(TestDrop.EApprovalHeader, $"2021-06,0211,財政課,\"{cell}\",0,"),
        numberOrCode is int n ? ["2021-06 0211 electronic=0", $"2021-06 0211 total={n}"] : [], numberOrCode is string code
            ? [$"2 起案件数 {code}"] : []);

    /// <summary>One overtime row with a cell of its own; taken as minutes, or refused for a code.</summary>
    public static MalformedDrop Hours(int rule, string cell, object minutesOrCode) => Of(rule, $"hours {cell}", "overtime",
        TestDrop.Text(TestDrop.OvertimeHeader, $"2021-06,0211,財政課,一般,通常,災害,\"{cell}\""),
        minutesOrCode is int n ? [$"2021-06 0211 general/regular/disaster minutes={n}"] : [], minutesOrCode is string code
            ? [$"2 時間外時間 {code}"] : []);

    /// <summary>One staff row with a month of its own; taken as a month, or refused for a code.</summary>
    public static MalformedDrop Month(string cell, string month, bool isCode = false) => Of(17, $"month {cell}", "staff",
        TestDrop.Text(TestDrop.StaffHeader, $"\"{cell}\",0211,財政課,一般,通常,7"), isCode ? [] : [$"{month} 0211 general/regular/ headcount=7"],
            isCode ? [$"2 年月 {month}"] : []);

    /// <summary>One staff row with a section of its own.</summary>
    public static MalformedDrop Section(int rule, string code, string name, string month, string? section, params string[] errors) =>
        Of(rule, $"section {code} {name} {month}", "staff",
        TestDrop.Text(TestDrop.StaffHeader, $"{month},{code},{name},一般,通常,7"), section is null ? []
            : [$"{month} {section} general/regular/ headcount=7"], errors);

    public override string ToString() => $"{Rule}: {(What.Length > 60 ? What[..60] : What)}";
}

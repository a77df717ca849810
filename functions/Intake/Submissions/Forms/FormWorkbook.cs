using System.Text.Json;
using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Intake.Submissions.Files;

namespace SmartToyonaka.Intake.Submissions.Forms;

/// <summary>Where the answers of a form lie: the workbook that Microsoft Forms keeps in SharePoint.</summary>
/// <param name="Drive">Id of the document library.</param>
/// <param name="Item">Id of the workbook in it.</param>
/// <param name="Departments">Codes of the departments whose figures the form may hand in; empty for all.</param>
public sealed partial record FormWorkbook(string Drive, string Item, IReadOnlyList<string> Departments)
{
    // What Forms writes beside the questions, in Japanese and English. Who answered is never read.
    private static readonly HashSet<string> OwnColumns = new(
        new[] { "ID", "開始時刻", "完了時刻", "メール", "名前", "最終変更時刻", "合計点", "クイズのフィードバック", "Start time", "Completion time", "Email", "Name",
            "Last modified time", "Total points", "Quiz feedback" }
            .Select(FileColumns.Key), StringComparer.Ordinal);

    /// <summary>The heading of the answers' numbers.</summary>
    public static string IdColumn { get; } = FileColumns.Key("ID");

    /// <summary>True for a heading that Forms itself writes.</summary>
    public static bool IsOwnColumn(string key) => OwnColumns.Contains(key);

    internal static FormWorkbook? Read(JsonElement json, List<RegisterError> errors)
    {
        string drive = "", item = "";
        var departments = new List<string>();
        foreach (var property in json.EnumerateObject())
        {
            switch (property.Name)
            {
                case "drive":
                    drive = property.Value.GetString() ?? "";
                    break;
                case "item":
                    item = property.Value.GetString() ?? "";
                    break;
                case "departments":
                    departments.AddRange(property.Value.EnumerateArray().Select(d => d.GetString() ?? ""));
                    break;
                case "comment":
                    break;
                default:
                    errors.Add(new(0, "workbook", "unknown_property", FormMappingMessages.NoSuchPropertyOfWorkbook(property.Name)));
                    break;
            }
        }

        if (!Id().IsMatch(drive) || !Id().IsMatch(item))
        {
            errors.Add(new(0, "workbook", "workbook_ids", FormMappingMessages.DriveAndItem));
        }

        if (departments.Any(d => d.Length is 0 or > 10 || !d.All(char.IsAsciiDigit)))
        {
            errors.Add(new(0, "workbook", "workbook_departments", FormMappingMessages.Departments));
        }

        return new(drive, item, departments);
    }

    internal static void CheckColumns(Dictionary<string, FormQuestion> questions, List<RegisterError> errors)
    {
        foreach (var (id, question) in questions.Where(q => q.Value.Column.Length == 0 && q.Value.Field is not null))
        {
            errors.Add(new(0, id, "column_missing", FormMappingMessages.Column(question.Field)));
        }

        foreach (var own in questions.Where(q => IsOwnColumn(FileColumns.Key(q.Value.Column))))
        {
            errors.Add(new(0, own.Key, "column_of_forms", FormMappingMessages.ColumnOfForms));
        }

        foreach (var doubled in questions.Where(q => q.Value.Column.Length > 0).GroupBy(q => FileColumns.Key(q.Value.Column))
            .Where(g => g.Count() > 1))
        {
            errors.Add(new(0, string.Join("、", doubled.Select(d => d.Key)), "column_doubled", FormMappingMessages.ColumnDoubled));
        }
    }

    [GeneratedRegex("^[A-Za-z0-9!_.-]{1,200}$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}

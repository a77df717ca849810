using System.Net;
using System.Text;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.EndToEnd;

/// <summary>Departments fill in the templates with LibreOffice and send what it saved.</summary>
internal static class SavedFiles
{
    /// <summary>Hands in every submission as files of a kind.</summary>
    /// <param name="app">The app.</param>
    /// <param name="year">What is handed in.</param>
    /// <param name="ending"><c>xlsx</c>, or <c>csv</c> for CP932.</param>
    public static async Task HandInAsync(RunningApp app, IReadOnlyList<SampleSubmission> year, string ending)
    {
        var folder = Directory.CreateTempSubdirectory("saved-files-").FullName;
        try
        {
            var (typed, workbooks, saved) = (Path.Combine(folder, "typed"), Path.Combine(folder, "workbooks"),
                Path.Combine(folder, "saved"));
            Directory.CreateDirectory(typed);
            for (var i = 0; i < year.Count; i++)
            {
                await WriteAsync(typed, year[i], i);
            }

            // LibreOffice makes of what is typed what it makes of it: 0213 becomes 213, 2021-06-01 a date, 1,938 a number.
            await LibreOffice.ConvertAsync(Directory.GetFiles(typed), "xlsx", workbooks, LibreOffice.ReadUtf8Csv);
            if (ending == "csv")
            {
                await LibreOffice.ConvertAsync(Directory.GetFiles(workbooks), LibreOffice.Cp932Csv, saved);
            }

            foreach (var submission in year)
            {
                await SubmitAsync(app, submission, ending == "csv" ? saved : workbooks, ending);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task SubmitAsync(RunningApp app, SampleSubmission submission, string folder, string ending)
    {
        var files = Directory.GetFiles(folder, $"{submission.Name}.*.{ending}");
        Assert.Equal(Math.Sign(submission.Figures.Count) + Math.Sign(submission.Initiatives.Count), files.Length);
        using var form = new MultipartFormDataContent { { new StringContent(submission.Department), "department" },
            { new StringContent(submission.Month), "month" }, { new StringContent(submission.Status), "status" } };
        foreach (var file in files)
        {
            form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(file)), "file", Path.GetFileName(file));
        }

        using var answer = await app.Client.PostAsync("api/submissions", form);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, $"{submission.Name}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>
    /// The templates of the guide, filled in; in every third file the month is a date, in every third in the Japanese calendar.
    /// </summary>
    private static async Task WriteAsync(string folder, SampleSubmission s, int number)
    {
        var (y, m) = (int.Parse(s.Month[..4], System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(s.Month[5..], System.Globalization.CultureInfo.InvariantCulture));
        var month = (number % 3) switch { 0 => s.Month, 1 => s.Month + "-01", _ => $"令和{y - 2018}年{m}月" };
        if (s.Figures.Count > 0)
        {
            var rows = s.Figures.Select(f =>
                Line([s.Department, month, BuiltInMeasures.Get(f.Measure).NameJa, Part(f, "online"), Part(f, "cashless"),
                    Part(f, "eligible"), Part(f, "count"), s.Status == "planned" ? "予定" : "実績", "", ""]));
            await WriteAsync(folder, $"{s.Name}.figures", "所属コード,年月,項目,オンライン化済,キャッシュレス対応,対象,件数,実績・予定,単位,備考\n" + string.Concat(rows));
        }

        if (s.Initiatives.Count > 0)
        {
            var rows = s.Initiatives.Select(i =>
                Line([InitiativeCategory.Find(i.Category)!.NameJa, i.Name, new InitiativeStatus(i.Status).Ja(), month,
                    string.Join('、', i.Partners), i.Counts ? "○" : "×", i.Note]));
            await WriteAsync(folder, $"{s.Name}.initiatives", "区分,名称,段階,年月,連携先,目標に数える,備考\n" + string.Concat(rows));
        }
    }

    private static Task WriteAsync(string folder, string name, string text) =>
        File.WriteAllTextAsync(Path.Combine(folder, name + ".csv"), text, new UTF8Encoding(true));

    private static string Part(SampleFigure figure, string part) =>
        string.Concat(figure.Parts.Where(p => p.Part == part)
            .Select(p => p.Value.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)));

    private static string Line(IEnumerable<string> cells) =>
        string.Join(',', cells.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n";
}

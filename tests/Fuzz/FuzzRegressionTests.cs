using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Fuzz;

/// <summary>
/// Inputs in which fuzzing found a bug, unchanged: <c>Regressions/&lt;target&gt;/&lt;what&gt;.bin</c>. They are tried in every run.
/// </summary>
public sealed class FuzzRegressionTests : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Fuzz", "Regressions");

    private static readonly string[] ThroughTheDoor = ["submissions", "orders", "addresses", "no-http"];

    private RunningApp app = null!;

    public static TheoryData<string, string> AtTheDoor => Files(target => ThroughTheDoor.Contains(target));

    public static TheoryData<string, string> InFiles => Files(target => !ThroughTheDoor.Contains(target));

    public async Task InitializeAsync() => app = await RunningApp.StartAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [MemberData(nameof(AtTheDoor))]
    public async Task A_request_is_answered_as_it_should(string target, string file)
    {
        using var connection = new RawHttp(app.Client.BaseAddress!);
        using var hang = new CancellationTokenSource(FuzzRun.Hang);
        var request = await File.ReadAllBytesAsync(Path.Combine(Folder, target, file));
        AnswerRules.Hold(null, request, await connection.SendAsync(request, isWhole: false, hang.Token));
    }

    [Theory]
    [MemberData(nameof(InFiles))]
    public async Task A_file_or_message_is_taken_or_refused(string target, string file)
    {
        var content = await File.ReadAllBytesAsync(Path.Combine(Folder, target, file));
        Assert.NotEmpty(target switch
        {
            "files" => ParserFuzzTests.File(Path.ChangeExtension(file, Path.GetExtension(Path.GetFileNameWithoutExtension(file))), content),
            "drops" => await FileMutationTests.CheckAsync(file.Split('.')[0], content),
            "register" => ParserFuzzTests.Register(content),
            "holidays" => ParserFuzzTests.Holidays(content),
            "catalogue" => await ParserFuzzTests.CatalogueAsync(content),
            "mapping" => ParserFuzzTests.Mapping(content),
            "texts" => ParserFuzzTests.Texts(content),
            "messages" => ParserFuzzTests.Message(content),
            _ => throw new InvalidOperationException($"No target is called {target}."),
        });
    }

    private static TheoryData<string, string> Files(Func<string, bool> isOf)
    {
        var data = new TheoryData<string, string>();
        foreach (var folder in Directory.GetDirectories(Folder).Where(f => isOf(Path.GetFileName(f))).Order(StringComparer.Ordinal))
        {
            foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
            {
                data.Add(Path.GetFileName(folder), Path.GetFileName(file));
            }
        }

        return data;
    }
}

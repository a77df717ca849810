using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Packages;
using SmartToyonaka.Tests.Publishing.Reporting;
using SmartToyonaka.Tests.Sample;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Packages;

/// <summary>From the command line of one side to the command line of the other, which has nothing but the file and a public key.</summary>
[Collection(SampleRun.Collection)]
public sealed partial class PackageTests(SampleRun sample) : IDisposable
{
    private const string Password = "a password of the tests";

    private static readonly string[] Years = ["2020", "2021"];

    private readonly string folder = Directory.CreateTempSubdirectory("package-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task Tables_and_reports_arrive_as_they_are_published_and_a_second_package_has_the_same()
    {
        var (status, told) = await RunAsync("package-key", In("private.pem"), In("public.pem"));
        Assert.True(status == 0, told);
        var fingerprint = Fingerprint().Match(told).Value;
        foreach (var name in new[] { "first", "second" })
        {
            (status, told) = await RunAsync("export", "--package", In(name + ".zip"), "--key", In("private.pem"));
            Assert.True(status == 0, told);
            Assert.Contains(fingerprint, told, StringComparison.Ordinal);
            Assert.DoesNotContain(Password, told, StringComparison.Ordinal);

            // No storage, no password.
            (status, told) = await CommandLine.RunWithAsync(new() { ["AzureWebJobsStorage"] = "none" }, "verify-package",
                In(name + ".zip"), "--key", In("public.pem"), "--to", In(name));
            Assert.True(status == 0, told);
            Assert.Contains(fingerprint, told, StringComparison.Ordinal);
        }

        await KeptAsync("export", In("exported"));
        foreach (var table in TableNames.Published)
        {
            var content = await File.ReadAllBytesAsync(In("first", "tables", table + ".csv"));
            Assert.Equal(await File.ReadAllBytesAsync(In("exported", table + ".csv")), content);
            Assert.Equal(await File.ReadAllBytesAsync(In("second", "tables", table + ".csv")), content);
        }

        foreach (var year in Years)
        {
            foreach (var format in new[] { "docx", "json" })
            {
                Assert.Equal(await sample.Client.GetByteArrayAsync($"api/reports/{year}?format={format}"),
                    await File.ReadAllBytesAsync(In("first", "reports", $"{year}.{format}")));
                Assert.Equal(await File.ReadAllBytesAsync(In("second", "reports", $"{year}.{format}")),
                    await File.ReadAllBytesAsync(In("first", "reports", $"{year}.{format}")));
            }

            foreach (var (page, language) in new[] { ($"{year}.html", "ja"), ($"{year}.en.html", "en") })
            {
                Assert.Equal(Text(await sample.Client.GetStringAsync($"api/reports/{year}?format=html&lang={language}")),
                    Text(await File.ReadAllTextAsync(In("first", "reports", page))));
            }
        }

        var manifest = PackageManifest.Read(await File.ReadAllBytesAsync(In("first", PackageManifest.FileName)))!;
        Assert.Equal([.. TableNames.Published.Select(t => $"tables/{t}.csv"), .. Years.SelectMany(y =>
            new[] { $"reports/{y}.html", $"reports/{y}.en.html", $"reports/{y}.docx", $"reports/{y}.json" }), "index.html", "index.en.html"], manifest.Files.Select(f => f.Name));
        foreach (var table in TableNames.Published)
        {
            Assert.Equal((await new TableClient(sample.Storage, table).QueryAsync<TableEntity>().ToListAsync()).Count,
                manifest.Files.Single(f => f.Name == $"tables/{table}.csv").Rows);
        }

        // Any other program can check it, too.
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(await File.ReadAllTextAsync(In("public.pem")));
        Assert.True(ecdsa.VerifyData(
            await File.ReadAllBytesAsync(In("first", PackageManifest.FileName)),
                await File.ReadAllBytesAsync(In("first", PackageManifest.SignatureName)), HashAlgorithmName.SHA256,
                    DSASignatureFormat.Rfc3279DerSequence));

        await NothingLeadsOutAsync(In("first"));
        await RefusedAsync();
    }

    [Fact]
    public async Task A_closed_years_report_is_the_frozen_one()
    {
        await using var app = await AnnualReportTests.StartAsync();
        await AnnualReportTests.CloseAsync(app, 2021);
        var frozen = await app.Client.GetByteArrayAsync("api/reports/2021?format=json");
        await CommandLine.RunAsync(app.Storage, "package-key", In("private.pem"), In("public.pem"));

        var (status, told) = await CommandLine.RunAsync(app.Storage, "export", "--package", In("p.zip"), "--key", In("private.pem"));

        Assert.True(status == 0, told);
        using var zip = ZipFile.OpenRead(In("p.zip"));
        Assert.Equal(frozen, PackageFixture.Read(zip.GetEntry("reports/2021.json")!));
        Assert.Equal(await app.Client.GetByteArrayAsync("api/reports/2021?format=docx"),
            PackageFixture.Read(zip.GetEntry("reports/2021.docx")!));
        Assert.Equal("確定（ Final: ", $"{Words("2021.html", "確定（")} {Words("2021.en.html", "Final: ")}");

        string? Words(string page, string words) =>
            System.Text.Encoding.UTF8.GetString(PackageFixture.Read(zip.GetEntry($"reports/{page}")!)).Contains(words, StringComparison.Ordinal)
                ? words : null;
    }

    // Every address in a page is a place in it or a file beside it; nothing is loaded, nothing runs; Word's file names no other.
    private static async Task NothingLeadsOutAsync(string unpacked)
    {
        var pages = Directory.GetFiles(unpacked, "*.html", SearchOption.AllDirectories);
        Assert.Equal(2 * (1 + Years.Length), pages.Length);
        foreach (var page in pages)
        {
            var html = await File.ReadAllTextAsync(page);
            foreach (var address in Address().Matches(html).Select(m => m.Groups[1].Value))
            {
                if (address[0] == '#')
                {
                    Assert.Contains($"id=\"{address[1..]}\"", html, StringComparison.Ordinal);
                }
                else
                {
                    Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(page)!, address)), address);
                }
            }

            Assert.DoesNotMatch(@"(?i)url\(|@import|//|<(script|img|iframe|object|embed|base|form|link|meta http)\b|\bon[a-z]+=", html);
            var english = page.EndsWith(".en.html", StringComparison.Ordinal);
            Assert.Contains(english ? "<html lang=\"en\">" : "<html lang=\"ja\">", html, StringComparison.Ordinal);
            Assert.DoesNotMatch(english ? "[\u3041-\u30ff\u4e00-\u9fff]" : @"\A\z",
                InJapanese().Replace(html[html.IndexOf("</style>", StringComparison.Ordinal)..], ""));

            // Each leads to itself in the other language, and back.
            var other = english ? page.Replace(".en.html", ".html", StringComparison.Ordinal) : page[..^".html".Length] + ".en.html";
            Assert.Contains($"href=\"{Path.GetFileName(other)}\" hreflang", html, StringComparison.Ordinal);
        }

        Assert.Contains("<span class=\"planned\" ", await File.ReadAllTextAsync(Path.Combine(unpacked, "reports", "2021.html")),
            StringComparison.Ordinal);
        foreach (var index in new[] { "index.html", "index.en.html" })
        {
            Assert.Equal(TableNames.Published.Count + 4 * Years.Length + 1,
                Address().Count(await File.ReadAllTextAsync(Path.Combine(unpacked, index))));
        }

        foreach (var file in Directory.GetFiles(unpacked, "*.docx", SearchOption.AllDirectories))
        {
            using var zip = ZipFile.OpenRead(file);
            Assert.All(zip.Entries.Where(e => e.Name.EndsWith(".rels", StringComparison.Ordinal)), e =>
                Assert.DoesNotContain("External", System.Text.Encoding.UTF8.GetString(PackageFixture.Read(e)), StringComparison.Ordinal));
        }
    }

    // What the exit status says, for whoever calls it from a script.
    private async Task RefusedAsync()
    {
        await RunAsync("package-key", In("other.pem"), In("other-public.pem"));
        await AssertAsync(2, "another key made it", "verify-package", In("first.zip"), "--key", In("other-public.pem"), "--to", In("not"));

        var bytes = await File.ReadAllBytesAsync(In("first.zip"));
        await File.WriteAllBytesAsync(In("cut.zip"), bytes[..^100]);
        await AssertAsync(4, "途中で切れています", "verify-package", In("cut.zip"), "--key", In("public.pem"), "--to", In("not"));

        File.Copy(In("first.zip"), In("more.zip"));
        using (var zip = ZipFile.Open(In("more.zip"), ZipArchiveMode.Update))
        {
            zip.CreateEntry("tables/more.csv");
        }

        await AssertAsync(3, "目録にないファイル tables/more.csv", "verify-package", In("more.zip"), "--key", In("public.pem"), "--to", In("not"));
        Assert.False(Directory.Exists(In("not")));

        await AssertAsync(1, "There is no file", "verify-package", In("none.zip"), "--key", In("public.pem"));
        await AssertAsync(1, "is there already", "export", "--package", In("first.zip"), "--key", In("private.pem"));
        await AssertAsync(1, "name a new folder", "verify-package", In("first.zip"), "--key", In("public.pem"), "--to", In("first"));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(In("first.zip")));
        Assert.Empty(Directory.GetFiles(folder, "*.part*"));
        Assert.Equal(1, (await RunAsync("export")).Status);
        Assert.Equal(1, (await RunAsync("export", In("x"), "--key", In("private.pem"))).Status);
        Assert.Equal(1, (await RunAsync("export", "--package", In("x.zip"))).Status);
    }

    private async Task AssertAsync(int status, string says, params string[] arguments)
    {
        var (ended, told) = await RunAsync(arguments);
        Assert.Equal((status, true), (ended, told.Contains(says, StringComparison.Ordinal)));
    }

    private async Task KeptAsync(params string[] arguments)
    {
        var (status, told) = await RunAsync(arguments);
        Assert.True(status == 0, told);
    }

    private Task<(int Status, string Text)> RunAsync(params string[] arguments) =>
        CommandLine.RunWithAsync(new() { ["AzureWebJobsStorage"] = sample.Storage, [PackageKey.PasswordVariable] = Password }, arguments);

    private string In(params string[] path) => Path.Combine([folder, .. path]);

    // What a reader sees below the links of the page.
    /// <summary>What a report says, without the links to the files of its tables: these need a server.</summary>
    private static string Text(string html) =>
        Blank().Replace(Tag().Replace(Files().Replace(html[html.IndexOf("<main>", StringComparison.Ordinal)..], ""), ""), "\n");

    [GeneratedRegex("""(?:href|src)="([^"]*)""")]
    private static partial Regex Address();

    [GeneratedRegex("<p class=\"files noprint\">.*?</p>")]
    private static partial Regex Files();

    [GeneratedRegex("<(\\w+)[^>]* lang=\"ja\"[^>]*>[^<]*</\\1>")]
    private static partial Regex InJapanese();

    [GeneratedRegex("\\s*\\n\\s*")]
    private static partial Regex Blank();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Fingerprint();
}

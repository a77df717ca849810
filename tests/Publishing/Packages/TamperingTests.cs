using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SmartToyonaka.Publishing.Packages;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Packages;

/// <summary>A manipulated package is refused with the reason, and nothing of it is unpacked.</summary>
public sealed class TamperingTests(PackageFixture packed) : IClassFixture<PackageFixture>
{
    private const string Table = "tables/factindicator.csv";

    [Fact]
    public async Task What_nobody_touched_is_good()
    {
        var verdict = await packed.CheckAsync(packed.File(packed.Bytes));

        Assert.Null(verdict.Refusal);
        Assert.Equal(packed.Manifest.Files, verdict.Manifest!.Files);
    }

    [Fact]
    public async Task A_changed_file_is_named()
    {
        var refusal = await RefusalAsync(RefusalKind.Content, packed.Tampered(entries => Replace(entries, Table, c => c[0] ^= 1)));
        Assert.Contains(Table, refusal.En, StringComparison.Ordinal);
        Assert.Contains("SHA-256と違います", refusal.Ja, StringComparison.Ordinal);

        await RefusalAsync(RefusalKind.Content,
            packed.Tampered(entries => [.. entries.Select(e => e.Name == Table ? (e.Name, [.. e.Content, (byte)'x']) : e)]));
        await RefusalAsync(RefusalKind.Content,
            packed.Tampered(entries => [.. entries.Select(e => e.Name == Table ? (e.Name, e.Content[..^1]) : e)]));
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        var refusal = await RefusalAsync(RefusalKind.Content, packed.Tampered(entries => [.. entries.Where(e => e.Name != Table)]));
        Assert.Contains($"{Table} of the manifest is missing", refusal.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_too_many_is_named()
    {
        var refusal = await RefusalAsync(RefusalKind.Content,
            packed.Tampered(entries => [.. entries, ("tables/extra.csv", "x"u8.ToArray())]));
        Assert.Contains("tables/extra.csv is in it, but not in the manifest", refusal.En, StringComparison.Ordinal);

        refusal = await RefusalAsync(RefusalKind.Content, packed.Tampered(entries => [.. entries, entries.Find(e => e.Name == Table)]));
        Assert.Contains($"{Table} is in it twice", refusal.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_key_a_changed_manifest_and_no_signature_are_told_from_damage()
    {
        using var other = PackageKey.Create(packed.NewPath(), packed.NewPath(), null);
        var refusal = await RefusalAsync(RefusalKind.Signature,
            packed.Tampered(entries => [.. entries.Select(e => e.Name == PackageManifest.SignatureName
            ? (e.Name, other.Sign(entries.Find(m => m.Name == PackageManifest.FileName).Content)) : e)]));
        Assert.Contains("another key made it", refusal.En, StringComparison.Ordinal);

        // A changed table with its checksum put right in the manifest.
        refusal = await RefusalAsync(RefusalKind.Signature, packed.Tampered(entries =>
        {
            var before = packed.Manifest.Files.Single(f => f.Name == Table).Sha256;
            Replace(entries, Table, c => c[^1] ^= 1);
            var after = Convert.ToHexStringLower(SHA256.HashData(entries.Find(e => e.Name == Table).Content));
            return [.. entries.Select(e => e.Name == PackageManifest.FileName
                ? (e.Name, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(e.Content).Replace(before, after, StringComparison.Ordinal)))
                    : e)];
        }));
        Assert.Contains("manifest.json", refusal.Ja, StringComparison.Ordinal);

        foreach (var name in new[] { PackageManifest.FileName, PackageManifest.SignatureName })
        {
            refusal = await RefusalAsync(RefusalKind.Signature, packed.Tampered(entries => [.. entries.Where(e => e.Name != name)]));
            Assert.StartsWith($"{name} is missing", refusal.En, StringComparison.Ordinal);
        }

        await RefusalAsync(RefusalKind.Signature,
            packed.Tampered(entries => [.. entries.Select(e => e.Name == PackageManifest.SignatureName ? (e.Name, []) : e)]));
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("tables/../../evil.txt")]
    [InlineData("..\\evil.txt")]
    [InlineData("tables\\evil.txt")]
    [InlineData("/etc/evil")]
    [InlineData("C:/evil.txt")]
    [InlineData("C:evil.txt")]
    [InlineData("//server/share/evil")]
    [InlineData("tables/./evil.csv")]
    [InlineData("tables//evil.csv")]
    [InlineData("tables/")]
    [InlineData("evil.")]
    [InlineData("evil.txt ")]
    [InlineData("Evil.txt")]
    [InlineData("evil.txt\n")]
    [InlineData("evil.txt:stream")]
    [InlineData("nul")]
    [InlineData("tables/com1.csv")]
    [InlineData("\u001b[2Jevil")]
    [InlineData("表.csv")]
    public async Task A_name_that_is_no_plain_file_of_the_package_is_refused(string name)
    {
        var refusal = await RefusalAsync(RefusalKind.NotAPackage, packed.Tampered(entries => [.. entries, (name, "x"u8.ToArray())]));

        Assert.Contains("not allowed", refusal.En, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', refusal.Ja + refusal.En);

        // Nor does one that the sender itself signed lead out.
        await RefusalAsync(RefusalKind.NotAPackage, Signed(m => m with { Files = [.. m.Files, new(name, 1, "00", null)] }));
    }

    [Fact]
    public async Task A_file_that_is_cut_off_or_has_something_after_its_end_is_refused()
    {
        foreach (var length in new[] { 0, 1, 21, 22, 100, packed.Bytes.Length / 2, packed.Bytes.Length - 23, packed.Bytes.Length - 1 })
        {
            var refusal = await RefusalAsync(RefusalKind.NotAPackage, packed.File(packed.Bytes[..length]));
            Assert.Contains("cut off", refusal.En, StringComparison.Ordinal);
        }

        await RefusalAsync(RefusalKind.NotAPackage, packed.File([.. packed.Bytes, 0]));
        await RefusalAsync(RefusalKind.NotAPackage, packed.File([0, .. packed.Bytes]));
        await RefusalAsync(RefusalKind.NotAPackage, packed.File("年月,所属コード\r\n2021-04,0213\r\n"u8.ToArray()));
    }

    [Fact]
    public async Task A_file_that_unpacks_to_far_more_than_it_should_is_not_unpacked()
    {
        var zeros = new byte[64 * 1024 * 1024];
        foreach (var name in new[] { Table, PackageManifest.FileName, PackageManifest.SignatureName })
        {
            var bomb = packed.Tampered(entries => [.. entries.Select(e => e.Name == name ? (name, zeros) : e)]);
            Assert.InRange(new FileInfo(bomb).Length, 1, 1024 * 1024);
            Assert.NotNull((await packed.CheckAsync(bomb)).Refusal);
        }

        Assert.Contains("larger",
            (await RefusalAsync(RefusalKind.NotAPackage,
                Signed(m => m with
                {
                    Files = [.. m.Files.Select(f =>
                    f with { Bytes = f.Name == Table ? long.MaxValue : f.Bytes })]
                }))).En, StringComparison.Ordinal);
        Assert.Contains("too many files",
            (await RefusalAsync(RefusalKind.NotAPackage,
                packed.File(PackageFixture.Zip(Enumerable.Range(0, PackageLimits.MaxFiles + 1)
                    .Select(n => ($"f{n}", Array.Empty<byte>())))))).En, StringComparison.Ordinal);
    }

    // The library uses the directory's contents, not the number in the end record, and searches for another end record where disks are
    // numbered.
    [Theory]
    [InlineData(4, 0xFFFF)]
    [InlineData(6, 0xFFFF)]
    [InlineData(8, 0xFFFF)]
    [InlineData(10, 3)]
    [InlineData(10, 0xFFFF)]
    [InlineData(12, 0)]
    [InlineData(14, 0xFFFF)]
    [InlineData(16, 0)]
    [InlineData(18, 0x7FFF)]
    [InlineData(20, 1)]
    public async Task An_end_of_the_directory_that_lies_is_refused(int at, ushort value)
    {
        var bytes = packed.Bytes.ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(bytes.Length - 22 + at), value);

        await RefusalAsync(RefusalKind.NotAPackage, packed.File(bytes));
    }

    [Fact]
    public async Task Something_else_that_the_sender_signed_is_no_package()
    {
        Assert.Contains("newer version", (await RefusalAsync(RefusalKind.NotAPackage, Signed(m => m with { Format = 2 }))).En,
            StringComparison.Ordinal);
        await RefusalAsync(RefusalKind.NotAPackage, Signed(m => m with { Kind = "letter" }));
        await RefusalAsync(RefusalKind.NotAPackage, Signed(m => m with { Files = [.. m.Files, m.Files[0]] }));
        await RefusalAsync(RefusalKind.NotAPackage, Signed(m => m with { Files = null! }));
        await RefusalAsync(RefusalKind.NotAPackage, Signed(m => m with { Files = [null!] }));
        await RefusalAsync(RefusalKind.NotAPackage, Signed(m => m with { Files = [.. m.Files.Select(f => f with { Bytes = -1 })] }));
        await RefusalAsync(RefusalKind.NotAPackage, SignedText("null"));
        await RefusalAsync(RefusalKind.NotAPackage, SignedText("[1"));
    }

    /// <summary>
    /// Each byte in turn: most are refused; the few that say nothing (times, versions, attributes) leave what is unpacked as it was.
    /// </summary>
    [Fact]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task No_changed_byte_changes_what_is_unpacked()
    {
        using var key = PackageKey.ReadPublic(packed.PublicKeyFile);
        var (path, to, refused) = (packed.NewPath(), packed.NewPath(), 0);
        for (var at = 0; at < packed.Bytes.Length; at++)
        {
            var bytes = packed.Bytes.ToArray();
            bytes[at] ^= 0xFF;
            await File.WriteAllBytesAsync(path, bytes);
            if ((await PackageReader.CheckAsync(path, key, to, CancellationToken.None)).Refusal is not null)
            {
                refused++;
                Assert.False(Directory.Exists(to));
                continue;
            }

            var unpacked = Directory.EnumerateFiles(to, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(to, f).Replace('\\', '/')).ToList();
            Assert.Equal(packed.Manifest.Files.Select(f => f.Name).Append(PackageManifest.FileName).Append(PackageManifest.SignatureName)
                .Order(StringComparer.Ordinal), unpacked.Order(StringComparer.Ordinal));
            Assert.All(packed.Manifest.Files, f =>
                Assert.Equal(f.Sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(to, f.Name))))));
            Directory.Delete(to, recursive: true);
        }

        Assert.InRange(refused, packed.Bytes.Length / 2, packed.Bytes.Length);
    }

    private async Task<PackageRefusal> RefusalAsync(RefusalKind kind, string path)
    {
        var (manifest, refusal) = await packed.CheckAsync(path);
        Assert.Null(manifest);
        Assert.Equal(kind, refusal!.Kind);
        Assert.NotEmpty(refusal.Ja);
        return refusal;
    }

    private string Signed(Func<PackageManifest, PackageManifest> change) =>
        SignedText(Encoding.UTF8.GetString(change(packed.Manifest).Write()));

    /// <summary>The package with another manifest under a good signature.</summary>
    private string SignedText(string manifest) => packed.Tampered(entries => [.. entries.Select(e => e.Name switch
    {
        PackageManifest.FileName => (e.Name, Encoding.UTF8.GetBytes(manifest)),
        PackageManifest.SignatureName => (e.Name, packed.Key.Sign(Encoding.UTF8.GetBytes(manifest))),
        _ => e,
    })]);

    private static List<(string Name, byte[] Content)> Replace(List<(string Name, byte[] Content)> entries, string name,
        Action<byte[]> change)
    {
        change(entries.Find(e => e.Name == name).Content);
        return entries;
    }
}

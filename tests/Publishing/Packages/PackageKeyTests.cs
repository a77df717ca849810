using System.Security.Cryptography;
using SmartToyonaka.Publishing.Packages;

namespace SmartToyonaka.Tests.Publishing.Packages;

/// <summary>Keys as other programs make them are taken; what is no key for packages is refused with the remedy.</summary>
public sealed class PackageKeyTests : IDisposable
{
    private const string Password = "long enough to be one";

    private readonly string folder = Directory.CreateTempSubdirectory("package-key-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(null)]
    [InlineData(Password)]
    public void A_pair_signs_and_verifies_and_only_its_owner_can_read_the_private_one(string? password)
    {
        using var made = PackageKey.Create(In("private.pem"), In("public.pem"), password);
        using var read = PackageKey.ReadPrivate(In("private.pem"), password);
        using var open = PackageKey.ReadPublic(In("public.pem"));
        byte[] data = [1, 2, 3];

        Assert.True(open.Signed(data, read.Sign(data)));
        Assert.False(open.Signed([1, 2, 4], read.Sign(data)));
        Assert.False(open.Signed(data, [1, 2, 3]));
        Assert.Equal([made.Fingerprint, made.Fingerprint], [read.Fingerprint, open.Fingerprint]);
        Assert.Matches("^[0-9a-f]{64}$", made.Fingerprint);
        Assert.Equal(password is not null, File.ReadAllText(In("private.pem")).Contains("ENCRYPTED", StringComparison.Ordinal));
        Assert.DoesNotContain("PRIVATE", File.ReadAllText(In("public.pem")), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(In("private.pem")));
        }
    }

    [Fact]
    public void Keys_of_OpenSSL_are_taken()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(In("sec1.pem"), "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
            + ecdsa.ExportECPrivateKeyPem());
        File.WriteAllText(In("public.pem"), ecdsa.ExportSubjectPublicKeyInfoPem());
        using var key = PackageKey.ReadPrivate(In("sec1.pem"), null);
        using var open = PackageKey.ReadPublic(In("public.pem"));

        Assert.True(open.Signed([1], key.Sign([1])));
        Assert.True(ecdsa.VerifyData(new byte[] { 1 }, key.Sign([1]), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    [Fact]
    public void A_password_that_is_missing_wrong_or_short_is_told_and_never_shown()
    {
        using var made = PackageKey.Create(In("private.pem"), In("public.pem"), Password);

        Assert.Contains(PackageKey.PasswordVariable, Refused(() => PackageKey.ReadPrivate(In("private.pem"), "")),
            StringComparison.Ordinal);
        Assert.DoesNotContain("wrong one", Refused(() => PackageKey.ReadPrivate(In("private.pem"), "wrong one, this")),
            StringComparison.Ordinal);
        Assert.Contains("too short", Refused(() => PackageKey.Create(In("a"), In("b"), "short")), StringComparison.Ordinal);
        Assert.False(File.Exists(In("a")));
    }

    [Fact]
    public void A_key_is_never_written_over()
    {
        File.WriteAllText(In("there"), "mine");

        Refused(() => PackageKey.Create(In("there"), In("b"), null));
        Refused(() => PackageKey.Create(In("a"), In("there"), null));
        Refused(() => PackageKey.Create(In("a"), In("a"), null));
        Assert.Equal(["there"], Directory.EnumerateFiles(folder).Select(Path.GetFileName));
        Assert.Equal("mine", File.ReadAllText(In("there")));
    }

    [Fact]
    public void Other_keys_and_files_are_refused()
    {
        using var made = PackageKey.Create(In("private.pem"), In("public.pem"), null);
        using var rsa = RSA.Create(2048);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var files = new Dictionary<string, string>
        {
            ["rsa"] = rsa.ExportPkcs8PrivateKeyPem(),
            ["rsa-public"] = rsa.ExportSubjectPublicKeyInfoPem(),
            ["p384"] = p384.ExportPkcs8PrivateKeyPem(),
            ["p384-public"] = p384.ExportSubjectPublicKeyInfoPem(),
            ["empty"] = "",
            ["damaged"] = File.ReadAllText(In("private.pem")).Replace('A', 'B'),
            ["damaged-public"] = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
            ["large"] = new('x', 100_000),
        };
        Assert.All(files, f =>
        {
            File.WriteAllText(In(f.Key), f.Value);
            Assert.Contains(f.Key, Refused(() => PackageKey.ReadPrivate(In(f.Key), null)), StringComparison.Ordinal);
            Assert.Contains(f.Key, Refused(() => PackageKey.ReadPublic(In(f.Key))), StringComparison.Ordinal);
        });

        Assert.Contains("public key", Refused(() => PackageKey.ReadPrivate(In("public.pem"), null)), StringComparison.Ordinal);
        Assert.Contains("no business on this side", Refused(() => PackageKey.ReadPublic(In("private.pem"))), StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => PackageKey.ReadPublic(In("nothing")));
    }

    private string In(string name) => Path.Combine(folder, name);

    private static string Refused(Func<PackageKey> act) => Assert.Throws<InvalidOperationException>(() => act().Dispose()).Message;
}

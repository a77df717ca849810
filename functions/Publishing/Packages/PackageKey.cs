using System.Security.Cryptography;

namespace SmartToyonaka.Publishing.Packages;

/// <summary>
/// A key for packages: ECDSA on the curve P-256 with SHA-256, in PEM files. The private key stays where packages are created; the public
/// one is given to the other side once, by a separate channel.
/// </summary>
public sealed class PackageKey : IDisposable
{
    /// <summary>The environment variable with the password of the private key.</summary>
    public const string PasswordVariable = "SMARTTOYONAKA_PACKAGE_PASSWORD";

    public const int MinPasswordLength = 12;

    private const int MaxFileBytes = 64 * 1024;
    private const int Iterations = 600_000;
    private const string CurveP256 = "1.2.840.10045.3.1.7";

    private readonly ECDsa ecdsa;

    private PackageKey(ECDsa ecdsa) => this.ecdsa = ecdsa;

    /// <summary>The SHA-256 of the public key, in hexadecimal: two people compare it by telephone.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(ecdsa.ExportSubjectPublicKeyInfo()));

    /// <summary>
    /// Makes a pair of keys in two new files, and gives the private one. Where files have owners only its owner can read that.
    /// </summary>
    /// <param name="privatePath">Where to put the private key.</param>
    /// <param name="publicPath">Where to put the public key.</param>
    /// <param name="password">Encrypts the private key; null or <c>""</c> leaves it open.</param>
    /// <exception cref="InvalidOperationException">One of the files is there already, or the password is too short; nothing was
    /// written.</exception>
    public static PackageKey Create(string privatePath, string publicPath, string? password)
    {
        if (password is { Length: > 0 and < MinPasswordLength })
        {
            throw new InvalidOperationException(
                $"The password in {PasswordVariable} is too short: it takes at least {MinPasswordLength} characters.");
        }

        if (new[] { privatePath, publicPath }.FirstOrDefault(Path.Exists) is { } there
            || Path.GetFullPath(privatePath) == Path.GetFullPath(publicPath))
        {
            throw new InvalidOperationException($"{privatePath} and {publicPath} must be two new files: a key is never written over.");
        }

        var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = string.IsNullOrEmpty(password)
            ? ecdsa.ExportPkcs8PrivateKeyPem()
            : ecdsa.ExportEncryptedPkcs8PrivateKeyPem(password,
                new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new StreamWriter(privatePath, options))
        {
            file.WriteLine(pem);
        }

        File.WriteAllText(publicPath, ecdsa.ExportSubjectPublicKeyInfoPem() + "\n");
        return new(ecdsa);
    }

    /// <summary>Reads a private key.</summary>
    /// <exception cref="InvalidOperationException">There is none in the file, it is of another kind, or the password is wrong or
    /// missing.</exception>
    public static PackageKey ReadPrivate(string path, string? password)
    {
        var (pem, label) = Read(path);
        switch (label)
        {
            case "PUBLIC KEY":
                throw new InvalidOperationException($"{path} holds a public key; a package is signed with the private one.");
            case "ENCRYPTED PRIVATE KEY" when string.IsNullOrEmpty(password):
                throw new InvalidOperationException(
                    $"The private key in {path} is encrypted: put its password into the environment variable {PasswordVariable}.");
            case "ENCRYPTED PRIVATE KEY":
                return Import(path, "The password is wrong, or the file is damaged.", key => key.ImportFromEncryptedPem(pem, password));
            case "PRIVATE KEY" or "EC PRIVATE KEY":
                return Import(path, "The file is damaged, or the key is of another kind.", key => key.ImportFromPem(pem));
            default:
                throw new InvalidOperationException($"{path} holds no private key in PEM; the command package-key makes one.");
        }
    }

    /// <summary>Reads a public key.</summary>
    /// <exception cref="InvalidOperationException">There is none in the file, or it is of another kind.</exception>
    public static PackageKey ReadPublic(string path)
    {
        var (pem, label) = Read(path);
        return label switch
        {
            "PUBLIC KEY" => Import(path, "The file is damaged, or the key is of another kind.", key => key.ImportFromPem(pem)),
            not null when label.Contains("PRIVATE", StringComparison.Ordinal) =>
                throw new InvalidOperationException(
                    $"{path} holds a private key, which has no business on this side; give the public one."),
            _ => throw new InvalidOperationException($"{path} holds no public key in PEM."),
        };
    }

    /// <summary>Signs; the signature is in DER, as OpenSSL writes it.</summary>
    public byte[] Sign(byte[] data) => ecdsa.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>True when this key made the signature.</summary>
    public bool Signed(byte[] data, byte[] signature)
    {
        try
        {
            return ecdsa.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            // It is no signature at all.
            return false;
        }
    }

    public void Dispose() => ecdsa.Dispose();

    private static (string Pem, string? Label) Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new FileNotFoundException($"There is no file {path}.");
        }

        if (file.Length > MaxFileBytes)
        {
            return ("", null);
        }

        // OpenSSL writes the parameters of the curve before some keys.
        var text = File.ReadAllText(path);
        var rest = text.AsSpan();
        while (PemEncoding.TryFind(rest, out var found))
        {
            if (rest[found.Label] is not "EC PARAMETERS")
            {
                return (rest[found.Location].ToString(), rest[found.Label].ToString());
            }

            rest = rest[found.Location.End..];
        }

        return ("", null);
    }

    private static PackageKey Import(string path, string cause, Action<ECDsa> import)
    {
        var key = ECDsa.Create();
        try
        {
            import(key);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == CurveP256)
            {
                return new(key);
            }
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // The library's message names neither the file nor the remedy.
        }

        key.Dispose();
        throw new InvalidOperationException($"The key in {path} cannot be used. {cause} It has to be an ECDSA key of the curve P-256.");
    }
}

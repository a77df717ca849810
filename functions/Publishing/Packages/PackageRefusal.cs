using SmartToyonaka.Domain;
using SmartToyonaka.Publishing.Messages;

namespace SmartToyonaka.Publishing.Packages;

/// <summary>Why a package is not taken.</summary>
public enum RefusalKind
{
    /// <summary>It is no package, is cut off, larger than a package can be, or of a format that this version does not know.</summary>
    NotAPackage,

    /// <summary>There is no signature, or another key made it, or the manifest was changed after it was signed.</summary>
    Signature,

    /// <summary>A file was changed, is missing, or is one too many.</summary>
    Content,
}

/// <summary>What is wrong with a package.</summary>
/// <param name="Kind">Of what kind it is.</param>
/// <param name="Ja">For people, in Japanese, with what to do.</param>
/// <param name="En">The same in English.</param>
public sealed record PackageRefusal(RefusalKind Kind, string Ja, string En)
{
    private PackageRefusal(RefusalKind kind, BilingualText text)
        : this(kind, text.Ja, text.En)
    {
    }

    internal static PackageRefusal NotAZip { get; } = new(
        RefusalKind.NotAPackage, PackageMessages.NotAZip);

    internal static PackageRefusal TooLarge { get; } = new(
        RefusalKind.NotAPackage, PackageMessages.TooLarge);

    internal static PackageRefusal UnknownFormat { get; } = new(
        RefusalKind.NotAPackage, PackageMessages.UnknownFormat);

    internal static PackageRefusal UnsafeName(string name) => new(
        RefusalKind.NotAPackage, PackageMessages.UnsafeName(Shown(name)));

    internal static PackageRefusal Unsigned(string file) => new(
        RefusalKind.Signature, PackageMessages.Unsigned(file));

    internal static PackageRefusal WrongSignature { get; } = new(
        RefusalKind.Signature, PackageMessages.WrongSignature);

    internal static PackageRefusal Missing(string name) => new(
        RefusalKind.Content, PackageMessages.Missing(name));

    internal static PackageRefusal Extra(string name) => new(
        RefusalKind.Content, PackageMessages.Extra(name));

    internal static PackageRefusal Twice(string name) => new(
        RefusalKind.Content, PackageMessages.Twice(name));

    internal static PackageRefusal Changed(string name) => new(
        RefusalKind.Content, PackageMessages.Changed(name));

    // Names from the package, without terminal control characters.
    private static string Shown(string name) =>
        string.Concat(name.Take(PackageLimits.MaxNameLength).Select(c => char.IsControl(c) ? '?' : c));
}

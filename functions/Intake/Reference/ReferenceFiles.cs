using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Intake.Reference;

/// <summary>Checks an upload against the reference data in effect; gives it as UTF-8 where nothing is wrong.</summary>
public delegate Task<(byte[]? Utf8, IReadOnlyList<RegisterError> Errors)> ReferenceFileCheck(byte[] content, ReferenceSnapshot now,
    CancellationToken cancel);

/// <summary>A file of reference data, which an upload replaces as a whole.</summary>
/// <param name="Name">Its name in the container <c>reference</c>.</param>
/// <param name="Blob">Where it is in <c>state</c> once it is taken.</param>
/// <param name="CheckAsync">What is wrong with an upload.</param>
/// <param name="Change">What has to be computed again once it is taken.</param>
/// <param name="Would">The reference data with the upload in them; null for a file that changes no published value.</param>
public sealed record ReferenceFile(string Name, string Blob, ReferenceFileCheck CheckAsync,
    Func<ReferenceSnapshot, byte[], IReadOnlyList<AffectedYears>> Change, Func<ReferenceSnapshot, byte[], ReferenceSnapshot>? Would = null);

/// <summary>The files of reference data that there are once each.</summary>
public sealed class ReferenceFiles(RegisterUploadCheck registerCheck, CatalogueUploadCheck catalogueCheck,
    OutlineUploadCheck outlineCheck)
{
    /// <summary>The name of each file.</summary>
    public const string Register = "departments.csv", Catalogue = "catalogue.json", Holidays = "holidays.csv", Contacts = "contacts.csv",
        Outline = "report-outline.json";

    /// <summary>All of them; the register first, since a catalogue may name departments that come with it.</summary>
    public IReadOnlyList<ReferenceFile> All { get; } =
    [
        new(Register, ReferenceData.RegisterBlob, (content, now, cancel) => registerCheck.CheckAsync(content, now.Register, cancel),
            (now, utf8) => ReferenceChange.Of(now.Register, ReferenceData.ReadRegister(utf8)),
            (now, utf8) => now with { Register = ReferenceData.ReadRegister(utf8) }),
        new(Catalogue, ReferenceData.CatalogueBlob,
            (content, now, cancel) => catalogueCheck.CheckAsync(content, now, cancel),
            (now, utf8) => ReferenceChange.Of(now.Catalogue, Domain.Indicators.Catalogue.ParseAccepted(utf8)),
            (now, utf8) => now with { Catalogue = Domain.Indicators.Catalogue.ParseAccepted(utf8) }),
        new(Holidays, ReferenceData.HolidaysBlob, (content, _, _) => Task.FromResult(ReferenceCheck.Holidays(content)),
            (now, utf8) => ReferenceChange.Of(now.Holidays, ReferenceData.ReadHolidays(utf8), now.Catalogue)),

        // Addresses for reminders change no figure.
        new(Contacts, ReferenceData.ContactsBlob, (content, now, _) => Task.FromResult(ReferenceCheck.Contacts(content, now.Register)),
            (_, _) => []),

        // After the catalogue, whose indicators it names; the report is made from what is published when it is asked for.
        new(Outline, ReferenceData.OutlineBlob, outlineCheck.CheckAsync, (_, _) => []),
    ];

    /// <summary>The file of a name; null where none is called so.</summary>
    public ReferenceFile? Find(string? name) => All.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));
}

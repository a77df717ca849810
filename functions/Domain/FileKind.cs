namespace SmartToyonaka.Domain;

/// <summary>What a file is that is no text in an encoding that is read here.</summary>
public enum FileKind
{
    /// <summary>UTF-32, with a byte order mark or without.</summary>
    Utf32,

    /// <summary>UTF-16 without a byte order mark.</summary>
    Utf16,

    /// <summary>UTF-7.</summary>
    Utf7,

    /// <summary>EUC-JP, of old UNIX systems.</summary>
    EucJp,

    /// <summary>EBCDIC, of mainframes.</summary>
    Ebcdic,

    /// <summary>gzip, 7-Zip, RAR and the like.</summary>
    Packed,

    /// <summary>A ZIP archive, or one of the formats that are: workbooks, documents.</summary>
    Zip,

    /// <summary>PDF.</summary>
    Pdf,

    /// <summary>A picture.</summary>
    Picture,

    /// <summary>HTML or XML, which some systems give the name .xls or .csv.</summary>
    Markup,

    /// <summary>An old format of Office, or an encrypted one.</summary>
    OldOffice,

    /// <summary>Rich text.</summary>
    RichText,

    /// <summary>Anything else with bytes that no text has.</summary>
    Binary,
}

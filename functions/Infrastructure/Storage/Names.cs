namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>Every name that the program gives to a table. <c>infra/names.json</c> holds the same, and a test compares them.</summary>
public static class TableNames
{
    public const string Ledger = "ledger";
    public const string Submissions = "submissions";
    public const string Work = "work";
    public const string Drops = "drops";
    public const string Credentials = "credentials";
    public const string Closings = "closings";
    public const string Outbox = "outbox";
    public const string FactIndicator = "factindicator";
    public const string FactBureau = "factbureau";
    public const string FactFigure = "factfigure";
    public const string FactInitiative = "factinitiative";
    public const string FactCompleteness = "factcompleteness";
    public const string FactDrop = "factdrop";
    public const string DimIndicator = "dimindicator";
    public const string DimDepartment = "dimdepartment";
    public const string DimDate = "dimdate";
    public const string DimMeasure = "dimmeasure";

    /// <summary>What Power BI reads.</summary>
    public static IReadOnlyList<string> Published { get; } =
        [FactIndicator, FactBureau, FactFigure, FactInitiative, FactCompleteness, FactDrop, DimIndicator, DimDepartment, DimDate,
            DimMeasure];

    public static IReadOnlyList<string> All { get; } = [Ledger, Submissions, Work, Drops, Credentials, Closings, Outbox, .. Published];
}

/// <summary>Every queue.</summary>
public static class QueueNames
{
    public const string Recompute = "recompute-indicators";

    /// <summary>Where the Functions host puts what failed too often.</summary>
    public const string RecomputePoison = Recompute + "-poison";

    public static IReadOnlyList<string> All { get; } = [Recompute, RecomputePoison];
}

/// <summary>Every blob container.</summary>
public static class ContainerNames
{
    /// <summary>Where systems and people put files, themselves or through the app.</summary>
    public const string Drops = "drops";

    /// <summary>What became of each file, for people.</summary>
    public const string Receipts = "receipts";

    /// <summary>Rows held back, to be mended and dropped again.</summary>
    public const string Quarantine = "quarantine";

    /// <summary>Uploads that replace the built-in register and catalogue.</summary>
    public const string Reference = "reference";

    /// <summary>The program's own: the reference data that holds now, and closing states of fiscal years.</summary>
    public const string State = "state";

    /// <summary>Annual reports of closed fiscal years as they were frozen; nothing here is ever written over.</summary>
    public const string Reports = "reports";

    /// <summary>The published tables as files, for readers who sign in; made again from the tables at any time.</summary>
    public const string Published = "published";

    public static IReadOnlyList<string> All { get; } = [Drops, Receipts, Quarantine, Reference, State, Reports, Published];
}

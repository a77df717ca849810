namespace SmartToyonaka.Operations.Access;

/// <summary>What a function asks of its caller.</summary>
public enum Need
{
    /// <summary>Nothing: published figures and the probe of a monitor.</summary>
    Nothing,

    /// <summary>A valid credential; the function looks at whose data it is.</summary>
    Credential,

    /// <summary>A caller who may see every department's: a reader or an administrator.</summary>
    ReadingAll,

    /// <summary>An administrator.</summary>
    Administrator,

    /// <summary>Nobody may call it: it has no rule.</summary>
    Refused,
}

/// <summary>Who may call which HTTP function. A function that is not here is refused to everybody.</summary>
public static class AccessRules
{
    public static IReadOnlyDictionary<string, Need> ByFunction { get; } = new Dictionary<string, Need>(StringComparer.Ordinal)
    {
        ["SubmitFigures"] = Need.Credential,
        ["CheckFigures"] = Need.Credential,
        ["GetSubmission"] = Need.Credential,
        ["GetIndicators"] = Need.Nothing,

        // Values, formulas and sums are open as the indicators are; the function looks at who may see departments' figures.
        ["GetIndicatorSheet"] = Need.Nothing,
        ["GetProvenance"] = Need.Nothing,
        ["GetProvenanceOfDepartment"] = Need.Credential,
        ["GetEntry"] = Need.Credential,
        // What is in the report is published; who handed in later is left out for whoever may not see it.
        ["GetReport"] = Need.Nothing,
        ["GetReportDifferences"] = Need.Nothing,

        // Published tables as files: the function looks at whose rows they are.
        ["GetTable"] = Need.Nothing,
        ["DownloadTable"] = Need.Nothing,
        ["GetOpenApi"] = Need.Nothing,
        ["GetCompleteness"] = Need.Credential,
        ["GetHistory"] = Need.Credential,
        ["ChangeClosing"] = Need.Administrator,
        ["ListClosings"] = Need.ReadingAll,
        ["ListReminders"] = Need.Administrator,
        ["AnswerReminder"] = Need.Administrator,
        ["GetDrops"] = Need.ReadingAll,
        ["GetHealth"] = Need.Nothing,
        ["IssueCredential"] = Need.Administrator,
        ["ListCredentials"] = Need.Administrator,
        ["RevokeCredential"] = Need.Administrator,

        // Pages open for everybody with the form to sign in: they find out themselves who looks (PageSession), so as to answer with a page.
        ["ShowSubmitPage"] = Need.Nothing,
        ["PostSubmitPage"] = Need.Nothing,
        ["CheckSubmitPage"] = Need.Nothing,
        ["SignInToSubmitPage"] = Need.Nothing,
        ["SignOutOfSubmitPage"] = Need.Nothing,
        ["ShowReceipt"] = Need.Nothing,

        ["ShowSignIn"] = Need.Nothing,
        ["ShowFigures"] = Need.Nothing,
        ["ShowIndicators"] = Need.Nothing,
        ["ShowIndicator"] = Need.Nothing,
        ["ShowProvenance"] = Need.Nothing,
        ["ShowProvenanceOfDepartment"] = Need.Nothing,
        ["ShowEntry"] = Need.Nothing,

        // Style and script of the pages.
        ["GetAsset"] = Need.Nothing,
    };
}

namespace SmartToyonaka.Operations.Access;

/// <summary>What a function asks of its caller.</summary>
public enum AccessRequirement
{
    /// <summary>Nothing: published figures and the probe of a monitor.</summary>
    Nothing,

    /// <summary>A valid credential; the function checks whose data it is.</summary>
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
    public static IReadOnlyDictionary<string, AccessRequirement> ByFunction
    {
        get;
    } = new Dictionary<string, AccessRequirement>(StringComparer.Ordinal)
    {
        ["SubmitFigures"] = AccessRequirement.Credential,
        ["CheckFigures"] = AccessRequirement.Credential,
        ["GetSubmission"] = AccessRequirement.Credential,
        ["ListReviews"] = AccessRequirement.Credential,
        ["DecideReview"] = AccessRequirement.Credential,
        ["GetIndicators"] = AccessRequirement.Nothing,

        // Values, formulas and sums are public like the indicators; the function checks who may see departments' figures.
        ["GetIndicatorSheet"] = AccessRequirement.Nothing,
        ["GetProvenance"] = AccessRequirement.Nothing,
        ["GetProvenanceOfDepartment"] = AccessRequirement.Credential,
        ["GetEntry"] = AccessRequirement.Credential,
        // What is in the report is published; who handed in later is left out for whoever may not see it.
        ["GetReport"] = AccessRequirement.Nothing,
        ["GetReportDifferences"] = AccessRequirement.Nothing,

        // Published tables as files: the function checks whose rows they are.
        ["GetTable"] = AccessRequirement.Nothing,
        ["DownloadTable"] = AccessRequirement.Nothing,
        ["GetOpenApi"] = AccessRequirement.Nothing,
        ["GetCompleteness"] = AccessRequirement.Credential,
        ["GetHistory"] = AccessRequirement.Credential,
        ["ChangeClosing"] = AccessRequirement.Administrator,
        ["ListClosings"] = AccessRequirement.ReadingAll,
        ["ListReminders"] = AccessRequirement.Administrator,
        ["AnswerReminder"] = AccessRequirement.Administrator,
        ["GetDrops"] = AccessRequirement.ReadingAll,

        // The function checks which folder the credential is for.
        ["PostDrop"] = AccessRequirement.Credential,
        ["GetHealth"] = AccessRequirement.Nothing,
        ["IssueCredential"] = AccessRequirement.Administrator,
        ["ListCredentials"] = AccessRequirement.Administrator,
        ["RevokeCredential"] = AccessRequirement.Administrator,

        // Public pages with the form to sign in: they authenticate themselves (PageSession), in order to answer with a page.
        ["ShowSubmitPage"] = AccessRequirement.Nothing,
        ["PostSubmitPage"] = AccessRequirement.Nothing,
        ["CheckSubmitPage"] = AccessRequirement.Nothing,
        ["SignInToSubmitPage"] = AccessRequirement.Nothing,
        ["SignOutOfSubmitPage"] = AccessRequirement.Nothing,
        ["ShowSubmissionHistory"] = AccessRequirement.Nothing,
        ["ShowReceipt"] = AccessRequirement.Nothing,
        ["ShowReviews"] = AccessRequirement.Nothing,
        ["PostReview"] = AccessRequirement.Nothing,

        // Whoever has the link of a receipt handed it in: the function looks at the link's secret.
        ["ShowReviewsOfSubmission"] = AccessRequirement.Nothing,
        ["PostReviewOfSubmission"] = AccessRequirement.Nothing,

        // They authenticate themselves, too, and check what the caller may upload.
        ["ShowUploadPage"] = AccessRequirement.Nothing,
        ["CheckUpload"] = AccessRequirement.Nothing,
        ["ConfirmUpload"] = AccessRequirement.Nothing,
        ["DownloadTemplate"] = AccessRequirement.Nothing,
        ["DownloadHeldRows"] = AccessRequirement.Nothing,
        ["ShowDropReceipt"] = AccessRequirement.Nothing,

        // They authenticate themselves, too, and are for administrators.
        ["ShowAdmin"] = AccessRequirement.Nothing,
        ["ShowAdminPart"] = AccessRequirement.Nothing,
        ["PostAdminPart"] = AccessRequirement.Nothing,
        ["ShowReportTexts"] = AccessRequirement.Nothing,
        ["PostReportTexts"] = AccessRequirement.Nothing,
        ["ShowActs"] = AccessRequirement.Nothing,
        ["ShowReference"] = AccessRequirement.Nothing,
        ["CheckReference"] = AccessRequirement.Nothing,
        ["TakeReference"] = AccessRequirement.Nothing,

        ["ShowSignIn"] = AccessRequirement.Nothing,
        ["ShowSubmitHelp"] = AccessRequirement.Nothing,
        ["ShowFigures"] = AccessRequirement.Nothing,
        ["ShowIndicators"] = AccessRequirement.Nothing,
        ["ShowIndicator"] = AccessRequirement.Nothing,
        ["ShowProvenance"] = AccessRequirement.Nothing,
        ["ShowProvenanceOfDepartment"] = AccessRequirement.Nothing,
        ["ShowEntry"] = AccessRequirement.Nothing,

        // 404 or 405 for everybody.
        ["AnswerUnknownAddress"] = AccessRequirement.Nothing,
        ["AnswerUnknownPost"] = AccessRequirement.Nothing,
        ["AnswerUnknownDelete"] = AccessRequirement.Nothing,
        ["AnswerUnknownMethod"] = AccessRequirement.Nothing,
        ["AnswerUnknownMethodAtRoot"] = AccessRequirement.Nothing,

        // Style and script of the pages.
        ["GetAsset"] = AccessRequirement.Nothing,
    };
}

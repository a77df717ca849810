using SmartToyonaka.Tests.Operations.Maintenance;
using SmartToyonaka.Tests.Publishing.Reporting;
using SmartToyonaka.Tests.Sample;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("SmartToyonaka.Tests.Support.LongestFirst", "SmartToyonaka.Tests")]

namespace SmartToyonaka.Tests.Support;

/// <summary>
/// Begins with the classes and collections that take longest. The tests of one run one after another, so one that began last would be
/// waited for alone.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        SampleApp.Collection, SampleRun.Collection, MaintenanceFixture.Collection,
        "OrderSearchTests", "CrashMatrixTests", "SubmissionAdviceTests", "SlipTests", "ReferenceAdviceTests", "UnreliableStorageTests",
        "InterruptedRenewalTests", "SilentStorageTests", "FilterInjectionTests", "HeaderInjectionTests", "RunningBackupTests",
        "EndToEndTests", "HeldAdviceTests", "InterruptedPullTests", "WarningTests", "AdminAccessibilityTests", "CrossTopicOrderTests",
        "EveryMeasureTests", "ReferencePageTests",
        "HtmlTableReaderTests", "TypedNumberTests", "SecretsInLogsTests", "HtmlInjectionTests",
        "HeldValuesTests", "StorageOutagesTests", "ReminderTests", "ReminderDeliveryTests", "WithdrawalTests", "SampleProvenanceTests",
        "SlowClientsTests", "InfraProductionTests", "PageAccessibilityTests", "ClerkAccessibilityTests", "ClerkPathTests",
        "PublishedFilesTests", "QueueTests", "PoisonQueueTests", "MemoryStorageTests", "OrderedCallsTests",
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(c => Array.FindIndex(Long,
                name => c.DisplayName == name || c.DisplayName.EndsWith("." + name, StringComparison.Ordinal))
            is >= 0 and var at ? at : Long.Length);
}

using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Review;
using SmartToyonaka.Publishing.Completeness;

namespace SmartToyonaka.Publishing.Pages.TaskLists;

/// <summary>How a figure stands for whoever hands it in; in the order of the list.</summary>
public enum TaskState
{
    /// <summary>Due and not there.</summary>
    Overdue,

    /// <summary>Handed in, and used only when somebody confirms it.</summary>
    Waiting,

    /// <summary>Not there, and not due yet.</summary>
    Due,

    /// <summary>Not there, in a month that is closed.</summary>
    Closed,

    /// <summary>Handed in.</summary>
    Done,
}

/// <summary>A figure that a section owes.</summary>
/// <param name="Owed">Which, and when it is due.</param>
/// <param name="Measure">Its measure.</param>
/// <param name="State">How it stands.</param>
/// <param name="ReceivedAt">When it was handed in; null where it was not.</param>
public sealed record TaskItem(OwedFigure Owed, Measure Measure, TaskState State, DateTimeOffset? ReceivedAt)
{
    /// <summary>True where it was handed in after the day on which it was due.</summary>
    public bool IsLate => ReceivedAt >= Owed.Deadline;
}

/// <summary>The figures of one month that stand alike: one task, and one way to the form.</summary>
public sealed record TaskMonth(FiscalMonth Month, TaskState State, IReadOnlyList<TaskItem> Items);

/// <summary>What a section has to do.</summary>
/// <param name="Section">The section as it is now, or was last.</param>
/// <param name="Tasks">What it owes of this fiscal year and the one before, overdue first.</param>
/// <param name="Reviews">What waits to be confirmed, of files too.</param>
/// <param name="Usual">The month that is usually handed in now.</param>
public sealed record TaskList(Section Section, IReadOnlyList<TaskMonth> Tasks, IReadOnlyList<Review> Reviews, FiscalMonth Usual)
{
    /// <summary>How many figures are overdue.</summary>
    public int Overdue => Tasks.Where(t => t.State == TaskState.Overdue).Sum(t => t.Items.Count);

    /// <summary>The tasks of a state.</summary>
    public IReadOnlyList<TaskMonth> In(TaskState state) => [.. Tasks.Where(t => t.State == state)];

    /// <summary>Figures as tasks: those of a month that stand alike are one. What is open is listed by its due date, what is in from the
    /// newest.</summary>
    public static IReadOnlyList<TaskMonth> Group(IEnumerable<TaskItem> items) =>
        [.. items.GroupBy(i => (i.State, i.Owed.Month)).Select(g => new TaskMonth(g.Key.Month, g.Key.State, [.. g]))
            .OrderBy(t => t.State).ThenBy(t => t.State == TaskState.Done ? -t.Month.Key : t.Month.Key)];
}

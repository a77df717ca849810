using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>The errors of a file: the first thousand by name, the others by number.</summary>
internal sealed class DropErrors
{
    private readonly List<DropError> listed = [];

    public int Count { get; private set; }

    public void Add(DropError error)
    {
        Count++;
        if (listed.Count < DropLimits.ListedErrors)
        {
            listed.Add(error);
        }
    }

    /// <summary>In the order of the file, and in the end how many more there are.</summary>
    public IReadOnlyList<DropError> ToList()
    {
        var sorted = listed.OrderBy(e => e.Line).ToList();
        if (Count > listed.Count)
        {
            sorted.Add(DropFileMessages.Further(Count - listed.Count));
        }

        return sorted;
    }
}

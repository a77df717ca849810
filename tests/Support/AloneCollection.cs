namespace SmartToyonaka.Tests.Support;

/// <summary>Tests that run while no others do, because what they measure depends on what else the machine does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}

namespace Localhost.Settings;

/// <summary>Why one function cannot be loaded; the others are.</summary>
internal sealed class FunctionLoadException(string message) : Exception(message);

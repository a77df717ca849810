namespace Localhost;

/// <summary>Azurite could not be installed or started; the message says why and what helps.</summary>
public sealed class AzuriteException(string message, Exception? cause = null) : Exception(message, cause);

using System.Collections.Concurrent;

namespace SmartToyonaka.Access;

/// <summary>Finds out who calls by the bearer credential.</summary>
public sealed class Authenticator(CredentialStore store, AccessOptions options, TimeProvider clock)
{
    /// <summary>A revoked credential is refused on every instance after at most this time.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(15);

    // Unknown ids are not remembered: guessing must not fill the memory.
    private const int MaxRemembered = 5_000;

    private readonly ConcurrentDictionary<string, (Credential Credential, long At)> remembered = new(StringComparer.Ordinal);

    /// <summary>The caller, or null when the header holds no credential that is valid now.</summary>
    /// <param name="authorization">The <c>Authorization</c> header, <c>Bearer …</c>.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task<Caller?> IdentifyAsync(string? authorization, CancellationToken cancel)
    {
        const string scheme = "Bearer ";
        if (authorization is not { Length: > 7 and < 1_000 } || !authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var token = authorization[scheme.Length..].Trim();
        if (options.BootstrapHash is { } bootstrap && Secret.Matches(bootstrap, token))
        {
            return new("bootstrap", Role.Administrator, "");
        }

        return Secret.IdOf(token) is { } id && await FindAsync(id, cancel) is { } credential
            && Secret.Matches(credential.Hash, token) && credential.IsValidAt(clock.GetUtcNow())
            ? new(credential.Id, credential.Role, credential.Department)
            : null;
    }

    /// <summary>Forgets a credential at once, on the instance that revoked it.</summary>
    public void Forget(string id) => remembered.TryRemove(id, out _);

    private async Task<Credential?> FindAsync(string id, CancellationToken cancel)
    {
        if (remembered.TryGetValue(id, out var known) && clock.GetElapsedTime(known.At) < MaxAge)
        {
            return known.Credential;
        }

        var at = clock.GetTimestamp();
        var credential = await store.FindAsync(id, cancel);
        if (credential is not null)
        {
            if (remembered.Count >= MaxRemembered)
            {
                remembered.Clear();
            }

            remembered[id] = (credential, at);
        }

        return credential;
    }
}

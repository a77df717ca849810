using System.Collections.Concurrent;

namespace SmartToyonaka.Operations.Access;

/// <summary>The result of checking a credential.</summary>
/// <param name="Caller">Who it is; null when the credential is none that is valid now.</param>
/// <param name="Wait">Set when the credential is wrong and too many wrong ones came before it: the caller has to wait for so long.</param>
public readonly record struct Identity(Caller? Caller, TimeSpan? Wait = null);

/// <summary>Finds out who calls by the bearer credential.</summary>
public sealed class Authenticator(CredentialStore store, AccessOptions options, FailedSignInLimiter limiter, TimeProvider clock)
{
    /// <summary>A revoked credential is refused on every instance after at most this time.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(15);

    // Unknown ids are not cached: guessing must not fill the memory.
    private const int MaxRemembered = 5_000;

    private readonly ConcurrentDictionary<string, (Credential Credential, long At)> remembered = new(StringComparer.Ordinal);

    /// <summary>The caller, or nobody when the header holds no credential that is valid now.</summary>
    /// <param name="authorization">The <c>Authorization</c> header, <c>Bearer …</c>.</param>
    /// <param name="from">The caller's address, by which guesses are counted.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task<Identity> IdentifyAsync(string? authorization, string from, CancellationToken cancel)
    {
        const string scheme = "Bearer ";
        if (authorization is not { Length: > 7 and < 1_000 } || !authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            return default;
        }

        var token = authorization[scheme.Length..].Trim();
        var isBootstrap = options.BootstrapHash is { } bootstrap && Secret.Matches(bootstrap, token);
        var credential = !isBootstrap && Secret.IdOf(token) is { } id ? await FindAsync(id, cancel) : null;

        // A valid credential is accepted however many guesses failed; only guesses have to wait.
        if (isBootstrap)
        {
            return new(new("bootstrap", Role.Administrator, ""));
        }

        if (credential is not null && Secret.Matches(credential.Hash, token))
        {
            // An expired or revoked credential is refused, but is no guess.
            return credential.IsValidAt(clock.GetUtcNow())
                ? new(new(credential.Id, credential.Role, credential.Department) { Folder = credential.Folder }) : default;
        }

        // No await from here on, so that concurrent guesses are counted one by one.
        var at = credential?.Id ?? "";
        if (limiter.Wait(from, at) is { } wait)
        {
            return new(null, wait);
        }

        limiter.CountWrong(from, at);
        return default;
    }

    /// <summary>Removes a credential from the cache of the instance that revoked it.</summary>
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

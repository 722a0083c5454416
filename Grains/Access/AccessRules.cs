using Sokbo.Grains.Interfaces.Access;

namespace Sokbo.Grains.Access;

/// <summary>Which keys come into force and which stay.</summary>
internal static class AccessRules
{
    /// <summary>
    /// For so long after a generated first key was handed out, no other is made: several processes start at the same time,
    /// and the one that was served is about to print it.
    /// </summary>
    public static readonly TimeSpan OfferTerm = TimeSpan.FromSeconds(30);

    /// <summary>The state with the first key in force; null where it is not taken.</summary>
    public static AccessGrainState? EnsureFirst(AccessGrainState state, AccessKey key, bool configured, DateTimeOffset now)
    {
        var first = state.Find(key.Id);
        if (configured)
        {
            return first?.SecretHash == key.SecretHash && state.FirstShown ? state : state.With(key) with { FirstShown = true };
        }

        if (first?.SecretHash == key.SecretHash && !state.FirstShown)
        {
            // The same process again: it has not heard the answer to its first attempt.
            return state;
        }

        var isWaiting = first is not null && !state.FirstShown && now - state.FirstOfferedAt >= OfferTerm;
        var isNeeded = first is null && !state.Keys.Any(IsOperator);
        return isWaiting || isNeeded ? state.With(key) with { FirstShown = false, FirstOfferedAt = now } : null;
    }

    public static KeyOutcome Create(AccessGrainState state, AccessKey key) =>
        state.Find(key.Id) is not null ? KeyOutcome.Exists
        : state.Keys.Length >= IAccessGrain.KeysMax ? KeyOutcome.Full
        : KeyOutcome.Done;

    public static KeyOutcome Revoke(AccessGrainState state, string id) =>
        state.Find(id) is not { } key ? KeyOutcome.NotFound
        : IsOperator(key) && state.Keys.Count(IsOperator) == 1 ? KeyOutcome.LastOperator
        : KeyOutcome.Done;

    private static bool IsOperator(AccessKey key) => key.Roles.HasFlag(Role.Operator) && key.Sites.IsEmpty;
}

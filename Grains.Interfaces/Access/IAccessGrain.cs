using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Access;

/// <summary>Single writer of the API keys; owner of the topic <c>access</c>. Its key is <c>default</c>.</summary>
[Alias("access.IAccessGrain")]
public interface IAccessGrain : ITopicGrain
{
    /// <summary>Makes the topic exist. Idempotent.</summary>
    [Alias("Ensure")]
    Task Ensure(CancellationToken cancellationToken);

    /// <summary>
    /// Puts the first operator key in force. A configured key replaces the one before it; a generated one is taken only
    /// while no operator key exists, or while the generated one before it was never shown. True when it is in force now.
    /// Any number of processes may call it at the same time: at most one generated key is taken.
    /// </summary>
    [Alias("EnsureFirst")]
    Task<bool> EnsureFirst(AccessKey key, bool configured, CancellationToken cancellationToken);

    /// <summary>The generated first key was shown to an operator; from now on it is not replaced.</summary>
    [Alias("ConfirmFirst")]
    Task ConfirmFirst(string keyId, CancellationToken cancellationToken);

    /// <summary>False when a key with the id exists already. At most <see cref="KeysMax"/> keys.</summary>
    [Alias("Create")]
    Task<KeyOutcome> Create(AccessKey key, CancellationToken cancellationToken);

    /// <summary>Idempotent.</summary>
    [Alias("Revoke")]
    Task<KeyOutcome> Revoke(string keyId, CancellationToken cancellationToken);

    const int KeysMax = 1_000;

    /// <summary>The id of the first operator key.</summary>
    const string FirstKeyId = "first";
}

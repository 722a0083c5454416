namespace Sokbo.Grains.Articles;

/// <summary>
/// Articles that were erased, kept apart from the store: a backup of the store that is older than an erasure would bring the
/// text back.
/// </summary>
internal interface IErasureRegister
{
    /// <summary>Every id that is known, oldest first.</summary>
    IReadOnlyCollection<string> All { get; }

    bool Contains(string article);

    /// <summary>Returns when it is durable. Idempotent.</summary>
    Task AddAsync(string article, CancellationToken cancellationToken);
}

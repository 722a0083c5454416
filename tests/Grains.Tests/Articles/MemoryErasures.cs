using System.Collections.Concurrent;
using Sokbo.Grains.Articles;

namespace Sokbo.Grains.Tests.Articles;

/// <summary>What a silo would find in its file.</summary>
internal sealed class MemoryErasures : IErasureRegister
{
    private readonly ConcurrentDictionary<string, byte> _known = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> All => [.. _known.Keys];

    public bool Contains(string article) => _known.ContainsKey(article);

    public Task AddAsync(string article, CancellationToken cancellationToken)
    {
        _known[article] = 0;
        return Task.CompletedTask;
    }
}

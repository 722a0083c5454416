namespace Sokbo.Gateway.Media;

/// <summary>
/// Files by what is in them. One store for all gateways of a cluster; what stands under a name never changes. While it cannot
/// be reached, every call throws an <see cref="IOException"/>.
/// </summary>
internal interface IMediaStore
{
    /// <summary>
    /// Keeps the content, and answers when it is safe. Under one name it is kept once. False where the store is full.
    /// </summary>
    Task<bool> PutAsync(MediaName name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>The content from its beginning, of known length; null where there is none of that name.</summary>
    Task<Stream?> OpenAsync(MediaName name, CancellationToken cancellationToken);

    /// <summary>How many bytes it has, without reading them; null where there is none of that name.</summary>
    Task<long?> SizeAsync(MediaName name, CancellationToken cancellationToken);

    /// <summary>Idempotent.</summary>
    Task RemoveAsync(MediaName name, CancellationToken cancellationToken);
}

namespace Sokbo.Gateway.Media;

/// <summary>Files by what is in them. One store for all gateways of a cluster; what is in it never changes.</summary>
internal interface IMediaStore
{
    /// <summary>
    /// Keeps the content, and answers when it is on disk. The same content is kept once. Null where the store is full.
    /// </summary>
    Task<MediaName?> PutAsync(ReadOnlyMemory<byte> content, MediaType type, CancellationToken cancellationToken);

    /// <summary>The content from its beginning; null where there is none of that name.</summary>
    Stream? Open(MediaName name);
}

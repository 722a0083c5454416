namespace Sokbo.Grains.Articles.Archives;

/// <summary>Where archives are kept: a record for each article of each site, written by itself.</summary>
public interface IArchiveStore
{
    /// <summary>Null where there is none.</summary>
    Task<byte[]?> ReadAsync(string site, string article, CancellationToken cancellationToken);

    Task WriteAsync(string site, string article, byte[] record, CancellationToken cancellationToken);

    /// <summary>All records of a site in any order; one that changes meanwhile may come twice.</summary>
    IAsyncEnumerable<(string Article, byte[] Record)> ReadAllAsync(string site, CancellationToken cancellationToken);
}

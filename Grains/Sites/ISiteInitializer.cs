namespace Sokbo.Grains.Sites;

/// <summary>Something that every site has from its creation on, such as the state of a topic. Register one for each feature.</summary>
public interface ISiteInitializer
{
    /// <summary>Called before the site exists, and perhaps again: must be idempotent, and must not ask for the site.</summary>
    Task InitializeAsync(string site, CancellationToken cancellationToken);
}

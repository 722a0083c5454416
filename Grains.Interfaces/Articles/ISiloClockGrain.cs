namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>What a silo's clock says. The key is the silo's address.</summary>
[Alias("articles.ISiloClockGrain")]
public interface ISiloClockGrain : IGrainWithStringKey
{
    /// <summary>Null when that silo is gone and another one answers.</summary>
    [Alias("Read")]
    Task<DateTimeOffset?> Read(CancellationToken cancellationToken);
}

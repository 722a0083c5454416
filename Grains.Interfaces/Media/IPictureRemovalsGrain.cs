using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Media;

/// <summary>
/// Pictures whose files are to be deleted; owner of the topic <c>removals</c>. Files are where gateways reach them, so
/// gateways hear of it here, delete, and confirm.
/// </summary>
[Alias("media.IPictureRemovalsGrain")]
public interface IPictureRemovalsGrain : ITopicGrain
{
    /// <summary>Idempotent. False while there are too many: ask again later.</summary>
    [Alias("Add")]
    Task<bool> Add(PictureInfo picture, CancellationToken cancellationToken);

    /// <summary>The files are deleted and the picture is cleared (<see cref="IPictureGrain.Clear"/>). Idempotent.</summary>
    [Alias("Confirm")]
    Task Confirm(string hash, CancellationToken cancellationToken);
}

using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>A place for banners; the key is <c>{site}/{id}</c>. Owns <c>slot/{site}/{id}</c>.</summary>
[Alias("ads.ISlotGrain")]
public interface ISlotGrain : ITopicGrain
{
    /// <summary>A slot of the same id refuses, unless the same operation created it.</summary>
    [Alias("Create")]
    Task<SlotOutcome> Create(SlotSettings settings, AdsAct act, CancellationToken cancellationToken);

    /// <summary>The same settings again change nothing.</summary>
    [Alias("Update")]
    Task<SlotOutcome> Update(SlotSettings settings, AdsAct act, CancellationToken cancellationToken);

    /// <summary>Null when there is no such slot.</summary>
    [Alias("Read")]
    Task<SlotState?> Read(CancellationToken cancellationToken);

    /// <summary>
    /// Takes what a campaign may show here, unless a newer revision was taken. What it must not show any more is withdrawn
    /// from open pages by a barrier. A slot that does not exist takes nothing.
    /// </summary>
    [Alias("Take")]
    Task Take(LineupChange change, CancellationToken cancellationToken);
}

using Sokbo.Grains.Interfaces.Ads.Bookings;

namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>
/// A campaign and its creatives; the key is its id, over all sites. When an act answers, the catalogue and every slot
/// concerned have it too: a pause is in force. When it throws, repeat it with the same operation id; what was committed is
/// carried out in any case, because the campaign keeps what it owes to catalogue and slots in its own state.
/// </summary>
[Alias("ads.ICampaignGrain")]
public interface ICampaignGrain : IGrainWithStringKey
{
    [Alias("Create")]
    Task<CampaignOutcome> Create(CampaignOwner owner, CampaignDraft draft, AdsAct act, CancellationToken cancellationToken);

    [Alias("Update")]
    Task<CampaignOutcome> Update(CampaignDraft draft, AdsAct act, CancellationToken cancellationToken);

    [Alias("SetPaused")]
    Task<CampaignOutcome> SetPaused(bool paused, AdsAct act, CancellationToken cancellationToken);

    /// <summary>The outcome names the new creative; its id begins with the campaign's, see <see cref="CampaignOf"/>.</summary>
    [Alias("AddCreative")]
    Task<CampaignOutcome> AddCreative(CreativeDraft draft, AdsAct act, CancellationToken cancellationToken);

    /// <summary>The expectation is about the creative's revision.</summary>
    [Alias("UpdateCreative")]
    Task<CampaignOutcome> UpdateCreative(string creativeId, CreativeDraft draft, AdsAct act, CancellationToken cancellationToken);

    /// <summary>
    /// Ad operations let a creative be shown, or refuse it with a reason. The expectation is about the creative's revision:
    /// approve what you have looked at. The same verdict again changes nothing.
    /// </summary>
    [Alias("Approve")]
    Task<CampaignOutcome> Approve(string creativeId, bool approved, string reason, AdsAct act, CancellationToken cancellationToken);

    /// <summary>Makes a link; its id is that of the operation. Links that have ended make room.</summary>
    [Alias("AddLink")]
    Task<CampaignOutcome> AddLink(string label, DateTimeOffset until, string by, AdsAct act, CancellationToken cancellationToken);

    /// <summary>When it answers, every gateway that hears the catalogue has it. Revoking what is not there changes nothing.</summary>
    [Alias("RevokeLink")]
    Task<CampaignOutcome> RevokeLink(string linkId, AdsAct act, CancellationToken cancellationToken);

    /// <summary>Null when there is no such campaign.</summary>
    [Alias("Read")]
    Task<CampaignDetails?> Read(CancellationToken cancellationToken);

    /// <summary>Whether the operation was carried out, among the last ones.</summary>
    [Alias("Knows")]
    Task<bool> Knows(string operationId, CancellationToken cancellationToken);

    /// <summary>
    /// Carries out a step of a batch that was decided on, and has the budget hear of it. Catalogue and slots hear of it by
    /// <see cref="Settle"/>, or from the batch.
    /// </summary>
    [Alias("Put")]
    Task<CampaignDetails> Put(BatchStep change, AdsAct act, CancellationToken cancellationToken);

    /// <summary>Tells catalogue and slots what they have not heard.</summary>
    [Alias("Settle")]
    Task Settle(CancellationToken cancellationToken);

    static string CampaignOf(string creativeId) => creativeId.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? creativeId[..dot] : creativeId;
}

using Microsoft.Extensions.Logging;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Grains.Sites;

/// <remarks>What a site or section needs is made before the site says that it exists: the reverse could leave it without, for ever.</remarks>
[GrainType("sites")]
internal sealed partial class SitesGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<SitesState>> store,
    TopicGrainServices services,
    IEnumerable<ISiteInitializer> initializers,
    ILogger<SitesGrain> logger) : TopicGrain<SitesState>(store, services), ISitesGrain
{
    private static readonly SitesState Nothing = new([]);

    protected override string Topic => TopicName.Sites.Text;

    private SitesState Sites => State ?? Nothing;

    public async Task Ensure(CancellationToken cancellationToken)
    {
        // Also where the site exists: a newer version of the software may need more than the one that made it.
        await InitializeAsync(SiteInfo.DefaultId, cancellationToken);
        if (Sites.Find(SiteInfo.DefaultId) is null)
        {
            await CommitAsync(new SitesState([SitesRules.Default, .. Sites.Sites]), TopicChange.Snapshot, cancellationToken);
        }
    }

    public Task<SitesState> Read(CancellationToken cancellationToken) => Task.FromResult(Sites);

    public async Task<SitesOutcome> PutSite(SiteInfo site, RevisionExpectation expectation, CancellationToken cancellationToken)
    {
        var outcome = SitesRules.PutSite(Sites, site, expectation, Time.GetUtcNow());
        if (outcome.Verdict == SitesVerdict.Created)
        {
            await InitializeAsync(site.Id, cancellationToken);
        }

        await CommitAsync(outcome, site.Id, cancellationToken);
        return outcome;
    }

    public async Task<SitesOutcome> PutSection(
        string site, SectionInfo section, RevisionExpectation expectation, CancellationToken cancellationToken)
    {
        var outcome = SitesRules.PutSection(Sites, site, section, expectation, Time.GetUtcNow());
        if (outcome.Verdict == SitesVerdict.Created)
        {
            await Surface(TopicName.Section(site, section.Id)).Ensure(cancellationToken);
            await Surface(TopicName.Feed(site, section.Id)).Ensure(cancellationToken);
        }

        await CommitAsync(outcome, $"{site}/{section.Id}", cancellationToken);
        return outcome;
    }

    protected override TopicPayload? Publish(SitesState state) => state;

    private async Task InitializeAsync(string site, CancellationToken cancellationToken)
    {
        await Surface(TopicName.Front(site)).Ensure(cancellationToken);
        await Surface(TopicName.Breaking(site)).Ensure(cancellationToken);
        await Surface(TopicName.Feed(site)).Ensure(cancellationToken);
        foreach (var initializer in initializers)
        {
            await initializer.InitializeAsync(site, cancellationToken);
        }
    }

    private async Task CommitAsync(SitesOutcome outcome, string subject, CancellationToken cancellationToken)
    {
        if (outcome.Verdict is SitesVerdict.Created or SitesVerdict.Changed)
        {
            await CommitAsync(outcome.State, TopicChange.Snapshot, cancellationToken);
            LogChanged(subject, outcome.Verdict);
        }
    }

    private IArticleSurfaceGrain Surface(TopicName topic) => GrainFactory.GetGrain<IArticleSurfaceGrain>(topic.Owner);

    [LoggerMessage(5000, LogLevel.Information, "Site or section {Subject}: {Verdict}.")]
    private partial void LogChanged(string subject, SitesVerdict verdict);
}

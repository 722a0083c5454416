using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization;
using Sokbo.Gateway.Ads.Events;
using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Ads.Events;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Hosting.Operations;
using Xunit;

namespace Sokbo.Cluster.Tests.Store;

/// <summary>What the accounting of advertising relies on.</summary>
public abstract partial class StoreSpecification
{
    /// <summary>Of logs: those of the silos' own cluster are looked after by the silos, which cut off what nobody is to fold.</summary>
    private const string LogsId = "logs";

    private RedisEventLogReader LogReader => new(fixture.Raw.Multiplexer, Options.Create(new ClusterOptions { ServiceId = LogsId }), Serializer);

    private Serializer Serializer => fixture.First.Services.GetRequiredService<Serializer>();

    [Fact]
    public async Task Of_two_writers_of_a_budget_one_wins_and_only_its_ledger_row_is_there()
    {
        IBudgetStore[] stores = [fixture.First.Services.GetRequiredService<IBudgetStore>(), fixture.Second.Services.GetRequiredService<IBudgetStore>()];
        var campaign = Unique("campaign-");
        for (var version = 0L; version < 50; version++)
        {
            var won = await Task.WhenAll(stores.Select((store, writer) => Task.Run(() => store.WriteAsync(Write(campaign, version, (byte)writer), CancellationToken.None))));

            Assert.Single(won, true);
            var (stands, fields) = await stores[0].ReadAsync(campaign, ["head", "nothing"], CancellationToken.None);
            Assert.Equal(version + 1, stands);
            Assert.Equal(won[0] ? (byte)0 : (byte)1, Assert.Single(fields[0] ?? []));
            Assert.Null(fields[1]);
        }

        Assert.Equal(50, (await stores[1].ReadLedgerAsync(campaign, 7, 0, CancellationToken.None)).Count);
        Assert.Equal(3, (await stores[1].ReadLedgerAsync(campaign, 7, 47, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Fields_of_a_budget_go_in_the_same_write()
    {
        var store = fixture.First.Services.GetRequiredService<IBudgetStore>();
        var campaign = Unique("campaign-");
        await store.WriteAsync(Write(campaign, 0, 1), CancellationToken.None);

        await store.WriteAsync(Write(campaign, 1, 2) with { Removed = ["lease/1", "not there"], LedgerLine = [] }, CancellationToken.None);

        var (_, fields) = await store.ReadAsync(campaign, ["head", "lease/1"], CancellationToken.None);
        Assert.Equal(2, Assert.Single(fields[0] ?? []));
        Assert.Null(fields[1]);
        Assert.Single(await store.ReadLedgerAsync(campaign, 7, 0, CancellationToken.None));
    }

    [Fact]
    public async Task Budgets_are_listed_once_and_by_advertiser()
    {
        var store = fixture.First.Services.GetRequiredService<IBudgetStore>();
        var (advertiser, other) = (Unique("advertiser-"), Unique("advertiser-"));
        string[] campaigns = [Unique("campaign-"), Unique("campaign-"), Unique("campaign-")];
        await store.WriteAsync(Write(campaigns[0], 0, 1) with { Advertiser = advertiser }, CancellationToken.None);
        await store.WriteAsync(Write(campaigns[0], 1, 2) with { Advertiser = advertiser }, CancellationToken.None);
        await store.WriteAsync(Write(campaigns[1], 0, 1) with { Advertiser = advertiser }, CancellationToken.None);
        await store.WriteAsync(Write(campaigns[2], 0, 1) with { Advertiser = other }, CancellationToken.None);

        // What lost the race is not listed for an advertiser that it never had.
        await store.WriteAsync(Write(campaigns[2], 0, 1) with { Advertiser = advertiser }, CancellationToken.None);

        Assert.Equal(campaigns[..2].Order(StringComparer.Ordinal), await store.ListAsync(advertiser, CancellationToken.None));
        Assert.Equal([campaigns[2]], await store.ListAsync(other, CancellationToken.None));
        Assert.Subset((await store.ListAsync("", CancellationToken.None)).ToHashSet(StringComparer.Ordinal), campaigns.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Entries_of_a_log_are_read_in_order_and_cut_off_by_number()
    {
        var log = Unique("log-");
        var entries = Enumerable.Range(1, 12).Select(seq => new EventLogEntry(seq, [new CampaignEvents("c", [Event(seq)], [])])).ToList();
        foreach (var entry in entries.Take(9).Append(entries[8]).Concat(entries.Skip(9)))
        {
            // The ninth is there twice, as after an answer that was lost.
            await LogStore().AppendAsync(log, EventLogCodec.Encode(Serializer, entry));
        }

        var first = await LogReader.ReadAsync(log, 3, CancellationToken.None);
        await LogReader.CutAsync(log, 9, CancellationToken.None);
        await LogReader.CutAsync(log, 4, CancellationToken.None);
        var rest = await LogReader.ReadAsync(log, 100, CancellationToken.None);

        Assert.Equal([1, 2, 3], first.Select(entry => entry.Seq));
        Assert.Equal(entries[0].Campaigns[0].Events, first[0].Campaigns[0].Events);
        Assert.Equal([10, 11, 12], rest.Select(entry => entry.Seq));
    }

    [Fact]
    public async Task A_log_is_listed_while_it_has_entries_and_again_when_it_gets_some()
    {
        var log = Unique("log-");
        await AppendAsync(log, 1);
        await LogReader.ForgetAsync(log, CancellationToken.None);
        var full = await LogReader.ListAsync(CancellationToken.None);

        await LogReader.CutAsync(log, 1, CancellationToken.None);
        await LogReader.ForgetAsync(log, CancellationToken.None);
        var empty = await LogReader.ListAsync(CancellationToken.None);
        await AppendAsync(log, 2);
        var again = await LogReader.ListAsync(CancellationToken.None);

        Assert.Contains(log, full);
        Assert.DoesNotContain(log, empty);
        Assert.Contains(log, again);
    }

    [Fact]
    public async Task A_log_with_entries_is_listed_however_often_somebody_forgets_it_meanwhile()
    {
        var log = Unique("log-");
        for (var seq = 1; seq <= 100; seq++)
        {
            await Task.WhenAll(Task.Run(() => AppendAsync(log, seq)), Task.Run(() => LogReader.ForgetAsync(log, CancellationToken.None)));

            Assert.Contains(log, await LogReader.ListAsync(CancellationToken.None));
            await LogReader.CutAsync(log, seq, CancellationToken.None);
        }
    }

    private static AdEvent Event(int number) => new() { Lease = 1, Number = number, Kind = AdEventKind.Rendered, Slot = "bottom", Creative = "c.1", Hour = 7 };

    private static BudgetWrite Write(string campaign, long version, byte content) => new()
    {
        Campaign = campaign,
        Version = version,
        Fields = [new("head", [content]), new("lease/1", [1, 2, 3])],
        LedgerLine = [content, 0, 255],
        LedgerHour = 7,
    };

    private Task AppendAsync(string log, long seq) =>
        LogStore().AppendAsync(log, EventLogCodec.Encode(Serializer, new EventLogEntry(seq, [])));

    private RedisEventLogStore LogStore() => new(fixture.Raw.Multiplexer, Options.Create(new SokboOptions { ServiceId = LogsId }));
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Hosting.Operations;
using StackExchange.Redis;
using Xunit;

namespace Sokbo.Cluster.Tests.Store;

/// <summary>What silos rely on, whichever store they run on. Each test has its own keys.</summary>
public abstract partial class StoreSpecification(StoreFixture fixture)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Two_silos_find_each_other_through_the_store()
    {
        var hosts = await fixture.First.Grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);

        Assert.Equal(2, hosts.Count);
    }

    [Fact]
    public async Task A_state_written_by_one_silo_is_read_by_another()
    {
        var grain = NewGrain();
        var written = Record("속보", seq: 41);
        await fixture.First.Default.WriteStateAsync(StorageNames.State, grain, written);

        var read = await ReadAsync(fixture.Second, grain);

        Assert.True(read.RecordExists);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equal(("속보", 41L), (read.State?.State, read.State?.Seq ?? 0));
    }

    [Fact]
    public async Task Records_of_one_grain_with_different_names_are_apart()
    {
        string[] names = [StorageNames.State, "head", "profile"];
        var grain = NewGrain();
        foreach (var name in names)
        {
            await fixture.First.Default.WriteStateAsync(name, grain, Record(name, seq: 1));
        }

        foreach (var name in names)
        {
            var read = Record("", seq: 0);
            await fixture.Second.Default.ReadStateAsync(name, grain, read);
            Assert.Equal(name, read.State?.State);
        }
    }

    [Fact]
    public async Task Of_two_writers_from_one_version_exactly_one_wins()
    {
        for (var round = 0; round < 50; round++)
        {
            var grain = NewGrain();
            await fixture.First.Default.WriteStateAsync(StorageNames.State, grain, Record("before", seq: 1));
            var first = await ReadAsync(fixture.First, grain);
            var second = await ReadAsync(fixture.Second, grain);
            first.State = Record("first", seq: 2).State;
            second.State = Record("second", seq: 2).State;

            var outcomes = await Task.WhenAll(TryWriteAsync(fixture.First, grain, first), TryWriteAsync(fixture.Second, grain, second));

            Assert.Single(outcomes, won => won);
            var read = await ReadAsync(fixture.First, grain);
            Assert.Equal(outcomes[0] ? "first" : "second", read.State?.State);
        }
    }

    [Fact]
    public async Task Of_two_first_writers_exactly_one_wins()
    {
        for (var round = 0; round < 50; round++)
        {
            var grain = NewGrain();

            var outcomes = await Task.WhenAll(
                TryWriteAsync(fixture.First, grain, Record("first", seq: 1)),
                TryWriteAsync(fixture.Second, grain, Record("second", seq: 1)));

            Assert.Single(outcomes, won => won);
        }
    }

    [Fact]
    public async Task A_script_runs_as_if_alone()
    {
        // Reads, dawdles and writes: a store that lets another script in between has several winners in most rounds.
        const string Script = """
            local version = redis.call('HGET', KEYS[1], 'version')
            local work = 0
            for i = 1, 5000 do work = work + i end
            if version == ARGV[1] then
                redis.call('HSET', KEYS[1], 'version', ARGV[2])
                return 1
            end
            return 0
            """;
        const int Connections = 8;
        const int Rounds = 200;
        var connections = await Task.WhenAll(
            Enumerable.Range(0, Connections).Select(_ => ConnectionMultiplexer.ConnectAsync(StoreConnection.Parse(fixture.ConnectionString))));
        RedisKey[] key = [$"race/{Guid.NewGuid():N}"];
        await fixture.Raw.HashSetAsync(key[0], "version", 0);

        var winners = new List<int>();
        for (var round = 0; round < Rounds; round++)
        {
            RedisValue[] versions = [round, round + 1];
            var answers = await Task.WhenAll(connections.Select(connection =>
                Task.Run(() => connection.GetDatabase().ScriptEvaluateAsync(Script, key, versions))));
            winners.Add(answers.Sum(answer => (int)answer));
        }

        await Task.WhenAll(connections.Select(connection => connection.DisposeAsync().AsTask()));
        Assert.All(winners, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task The_incarnation_is_written_once_however_many_look_first()
    {
        const int Silos = 6;
        const int Rounds = 20;
        var serviceId = $"race-{Guid.NewGuid():N}"[..20];
        var silos = Enumerable.Range(0, Silos).Select(_ => SiloHost.Build(fixture.ConnectionString, serviceId)).ToList();
        var incarnations = silos.Select(silo => silo.Services.GetRequiredService<IStoreIncarnation>()).ToList();

        for (var round = 0; round < Rounds; round++)
        {
            await fixture.Raw.KeyDeleteAsync(StorageKeys.Incarnation(serviceId));

            var seen = await Task.WhenAll(incarnations.Select(incarnation =>
                Task.Run(() => incarnation.ReadAsync(CancellationToken.None).AsTask())));

            Assert.Single(seen.Distinct(StringComparer.Ordinal));
            Assert.Equal(seen[0], await fixture.Raw.StringGetAsync(StorageKeys.Incarnation(serviceId)));
        }

        await Task.WhenAll(silos.Select(silo => silo.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task Topics_exist_exactly_where_their_owners_have_state()
    {
        string[] written = [Unique("article/"), Unique("section/default/"), Unique("slot/default/")];
        foreach (var topic in written)
        {
            Assert.True(TopicName.TryParse(topic, out var name));
            await fixture.First.Default.WriteStateAsync(StorageNames.State, name.Owner, Record("state", seq: 1));
        }

        ImmutableArray<string> asked =
            [Unique("article/"), written[0], "no such kind", written[1], written[2], written[1].Replace("default", "other", StringComparison.Ordinal)];
        var exist = await fixture.Second.Grains.GetGrain<ITopicDirectoryGrain>(0).Exist(asked, CancellationToken.None);

        Assert.Equal([false, true, false, true, true, false], exist);
    }

    [Fact]
    public async Task Of_many_gateways_with_one_request_one_reserves_and_all_hear_the_same()
    {
        var gateways = Enumerable.Range(0, 8).Select(_ => Requests()).ToList();
        for (var round = 0; round < 50; round++)
        {
            var key = Unique("request-");

            var reservations = await Task.WhenAll(gateways.Select((gateway, index) => gateway.ReserveAsync(key, "body", $"operation-{index}", CancellationToken.None)));

            Assert.Single(reservations.Select(reservation => reservation.OperationId).Distinct());
            Assert.All(reservations, reservation => Assert.True(reservation is { Same: true, Answer: null }));
        }
    }

    [Fact]
    public async Task The_answer_to_a_request_is_kept_byte_for_byte_and_the_first_one_stays()
    {
        var (requests, key) = (Requests(), Unique("request-"));
        byte[] body = [0, 255, 1, 10, 13, 128];
        await requests.ReserveAsync(key, "body", "one", CancellationToken.None);
        await requests.CompleteAsync(key, "body", new StoredAnswer { Status = 201, Location = "/속보", Body = body });
        await requests.CompleteAsync(key, "body", new StoredAnswer { Status = 200, Body = Array.Empty<byte>() });
        await requests.ReleaseAsync(key, "body");

        var again = await requests.ReserveAsync(key, "body", "two", CancellationToken.None);
        var other = await requests.ReserveAsync(key, "another body", "three", CancellationToken.None);

        Assert.Equal((true, "one", 201), (again.Same, again.OperationId, again.Answer?.Status));
        Assert.Equal(("/속보", null, null), (again.Answer!.Location, again.Answer.ContentType, again.Answer.ETag));
        Assert.Equal(body, again.Answer.Body.ToArray());
        Assert.Equal((false, null), (other.Same, other.Answer));
    }

    [Fact]
    public async Task A_refused_request_frees_its_key_for_another()
    {
        var (requests, key) = (Requests(), Unique("request-"));
        await requests.ReserveAsync(key, "body", "one", CancellationToken.None);
        await requests.ReleaseAsync(key, "not this one");
        var kept = await requests.ReserveAsync(key, "another", "two", CancellationToken.None);
        await requests.ReleaseAsync(key, "body");

        var freed = await requests.ReserveAsync(key, "another", "three", CancellationToken.None);

        Assert.False(kept.Same);
        Assert.Equal((true, "three"), (freed.Same, freed.OperationId));
    }

    [Fact]
    public async Task Records_of_repeated_requests_expire_and_others_do_not()
    {
        var (kept, expiring) = (NewGrain(), Unique("request-"));

        await fixture.First.Default.WriteStateAsync(StorageNames.State, kept, Record("kept", seq: 1));
        await Requests().ReserveAsync(expiring, "body", "one", CancellationToken.None);

        Assert.Null(await fixture.Raw.KeyTimeToLiveAsync(StorageKeys.State(StoreFixture.ServiceId, kept)));
        Assert.True(await fixture.Raw.KeyExistsAsync(StorageKeys.State(StoreFixture.ServiceId, kept)));
        var life = await fixture.Raw.KeyTimeToLiveAsync($"{StoreFixture.ServiceId}/idempotency/{expiring}");
        Assert.NotNull(life);
        Assert.InRange(life.Value, TimeSpan.FromHours(47), TimeSpan.FromHours(48));
    }

    [Fact]
    public async Task A_reminder_outlives_the_silo_that_registered_it()
    {
        var serviceId = $"reminder-{Guid.NewGuid():N}"[..20];
        var before = await SiloHost.StartAsync(fixture.ConnectionString, serviceId);
        await before.Grains.GetGrain<IReminderProbeGrain>("probe").Register();
        await before.StopAsync();

        await using var after = await SiloHost.StartAsync(fixture.ConnectionString, serviceId);

        // Nobody calls the grain here: only the reminder in the store can wake it.
        Assert.Equal("probe", await after.Services.GetRequiredService<ReminderTicks>().FirstAsync(Bound));
    }

    [Fact]
    public async Task Everything_acknowledged_is_there_after_a_kill()
    {
        await using var store = await StartStoreAsync();
        var acknowledged = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        using (var stop = new CancellationTokenSource(Bound))
        {
            var writers = Enumerable.Range(0, 8).Select(writer => WriteUntilDeadAsync(store, writer, acknowledged, stop.Token)).ToList();
            await AtLeastAsync(acknowledged, 200, stop.Token);

            await store.KillAndRestartAsync(() => Task.WhenAll(writers));
        }

        await using var connection = await ConnectionMultiplexer.ConnectAsync(StoreConnection.Parse(store.ConnectionString));
        var database = connection.GetDatabase();
        foreach (var (key, version) in acknowledged)
        {
            var stored = (long)await database.HashGetAsync(key, "version");
            Assert.True(stored >= version, $"{key}: version {version} was acknowledged, {stored} is stored.");
        }
    }

    /// <summary>A store that this test alone uses, because it is killed.</summary>
    private protected abstract Task<IStoreUnderTest> StartStoreAsync();

    private static async Task WriteUntilDeadAsync(
        IStoreUnderTest store, int writer, ConcurrentDictionary<string, long> acknowledged, CancellationToken cancellationToken)
    {
        var options = StoreConnection.Parse(store.ConnectionString);
        options.AsyncTimeout = 1_000;
        await using var connection = await ConnectionMultiplexer.ConnectAsync(options);
        try
        {
            for (var version = 1L; !cancellationToken.IsCancellationRequested; version++)
            {
                var key = $"kill/{writer}/{version % 50}";
                await connection.GetDatabase().ScriptEvaluateAsync(
                    "return redis.call('HSET', KEYS[1], 'version', ARGV[1])", [key], [version]);
                acknowledged[key] = version;
            }
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            // The store is dead: whether this last write is there is unknown.
        }
    }

    private static async Task AtLeastAsync(ConcurrentDictionary<string, long> acknowledged, int count, CancellationToken cancellationToken)
    {
        while (acknowledged.Count < count)
        {
            await Task.Delay(10, cancellationToken);
        }
    }

    private static string Unique(string prefix) => prefix + Guid.NewGuid().ToString("N");

    private static GrainId NewGrain() => GrainId.Create("test-store", Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));

    private static GrainState<TopicRecord<string>> Record(string state, long seq) =>
        new() { State = new TopicRecord<string> { Epoch = "epoch", Seq = seq, Incarnation = "incarnation", State = state } };

    private static async Task<GrainState<TopicRecord<string>>> ReadAsync(SiloHost silo, GrainId grain)
    {
        var state = new GrainState<TopicRecord<string>>();
        await silo.Default.ReadStateAsync(StorageNames.State, grain, state);
        return state;
    }

    private IdempotencyStore Requests() =>
        new(fixture.Raw.Multiplexer, Microsoft.Extensions.Options.Options.Create(new SokboOptions { ServiceId = StoreFixture.ServiceId }));

    private static async Task<bool> TryWriteAsync(SiloHost silo, GrainId grain, GrainState<TopicRecord<string>> state)
    {
        try
        {
            await silo.Default.WriteStateAsync(StorageNames.State, grain, state);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }
}

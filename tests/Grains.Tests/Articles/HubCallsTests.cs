using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Sokbo.Grains.Articles;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

/// <summary>How changes share the calls of a hub. Its answers are the test's.</summary>
public sealed class HubCallsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<(IReadOnlyList<string> Feeds, TaskCompletionSource<bool> Answer)> _calls = [];
    private readonly HubCalls _hub;

    public HubCallsTests() => _hub = new HubCalls(
        feeds =>
        {
            var answer = new TaskCompletionSource<bool>();
            _calls.Add((feeds, answer));
            return answer.Task;
        },
        _time);

    [Fact]
    public async Task What_comes_together_is_one_call_of_all_feeds()
    {
        var told = new[] { _hub.TellAsync(["front", "local"]), _hub.TellAsync(["front", "sport"]), _hub.TellAsync(["local"]) };
        Assert.Empty(_calls);

        _time.Advance(HubCalls.GatherFor);
        _calls.Single().Answer.SetResult(true);

        Assert.Equal(["front", "local", "sport"], _calls.Single().Feeds);
        Assert.All(await Task.WhenAll(told), Assert.True);
    }

    [Fact]
    public async Task A_call_that_hangs_delays_no_other_and_what_comes_late_is_told_anew()
    {
        var first = _hub.TellAsync(["front"]);
        _time.Advance(HubCalls.GatherFor);

        var second = _hub.TellAsync(["front"]);
        _time.Advance(HubCalls.GatherFor);
        Assert.Equal(2, _calls.Count);
        _calls[1].Answer.SetResult(true);

        Assert.True(await second);
        Assert.False(first.IsCompleted);
        _calls[0].Answer.SetResult(false);
        Assert.False(await first);
    }

    [Fact]
    public void A_call_names_a_bounded_number_of_feeds()
    {
        foreach (var number in Enumerable.Range(0, HubCalls.FeedsMax))
        {
            _ = _hub.TellAsync([number.ToString(CultureInfo.InvariantCulture), "of all"]);
        }

        _time.Advance(HubCalls.GatherFor);

        Assert.All(_calls, call => Assert.InRange(call.Feeds.Count, 1, HubCalls.FeedsMax));
        Assert.Equal(HubCalls.FeedsMax + 1, _calls.SelectMany(call => call.Feeds).Distinct().Count());
    }

    [Fact]
    public async Task A_bounded_number_waits_and_leaves_when_it_is_answered()
    {
        var told = Enumerable.Range(0, HubCalls.WaitingMax).Select(_ => _hub.TellAsync(["front"])).ToArray();
        Assert.True(_hub.IsFull);

        _time.Advance(HubCalls.GatherFor);
        _calls.Single().Answer.SetResult(true);
        await Task.WhenAll(told);

        Assert.False(_hub.IsFull);
    }
}

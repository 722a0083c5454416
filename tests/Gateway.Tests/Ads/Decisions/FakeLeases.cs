using System.Collections.Concurrent;
using Sokbo.Gateway.Ads.Leases;

namespace Sokbo.Gateway.Tests.Ads.Decisions;

/// <summary>Numbers as a test gives them out; without a word about a campaign, as many as anybody wants.</summary>
internal sealed class FakeLeases : ILeases
{
    private readonly ConcurrentDictionary<string, Source> _sources = new(StringComparer.Ordinal);

    /// <summary>From now on the campaign has so many numbers.</summary>
    public void Put(string campaign, int numbers) => ((Source)For(campaign)).Left = numbers;

    public ILeaseSource For(string campaign) => _sources.GetOrAdd(campaign, _ => new Source());

    public bool IsWanted(string campaign) => ((Source)For(campaign)).Wanted;

    private sealed class Source : ILeaseSource
    {
        private int _next;

        public int Left { get; set; } = int.MaxValue;

        public bool Wanted { get; private set; }

        public bool IsAtHand(in LeaseMoment now)
        {
            Wanted |= Left == 0;
            return Left > 0;
        }

        public bool TryTake(out LeasedNumber number)
        {
            number = new LeasedNumber(1, _next);
            if (!IsAtHand(default))
            {
                return false;
            }

            Left--;
            _next++;
            return true;
        }
    }
}

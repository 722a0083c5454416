using CsCheck;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Grains.Tests.Delivery;

public sealed class DocumentDateProperties
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Milliseconds that pass, whether a change comes then, and whether the machine that dates it goes wrong or right.</summary>
    private static readonly Gen<(int Milliseconds, bool Changes, bool Steps)[]> GenRun =
        Gen.Select(Gen.Int[0, 2_500], Gen.Bool, Gen.Int[0, 9].Select(number => number == 0)).Array[1, 60];

    /// <summary>A run is shorter than the clock is wrong, so that no wrong clock comes by a date that was right once.</summary>
    [Fact]
    public void No_date_is_given_for_two_documents_though_clocks_are_wrong_and_set() => Gen.Select(GenRun, Gen.Int[-590, 590].Where(seconds => Math.Abs(seconds) > 160), Gen.Bool).Sample((run, error, startsWrong) =>
    {
        var (now, writtenAt, document, wrong) = (Start, Start, 0, startsWrong);
        var changedAt = DocumentDate.Next(default, wrong ? now.AddSeconds(error) : now);
        var given = new Dictionary<DateTimeOffset, int>();
        foreach (var (milliseconds, changes, steps) in run)
        {
            now = now.AddMilliseconds(milliseconds);
            wrong = steps ? !startsWrong : wrong;
            if (changes)
            {
                var next = DocumentDate.Next(changedAt, wrong ? now.AddSeconds(error) : now);
                Assert.True(next >= changedAt);
                (changedAt, writtenAt, document) = (next, now, document + 1);
            }

            if (DocumentDate.Of(changedAt, writtenAt, now) is { } date)
            {
                Assert.True(date <= now);
                Assert.Equal(document, given.GetValueOrDefault(date, document));
                given[date] = document;
            }
        }
    });

    /// <summary>
    /// Two owners and two gateways, each with a clock of its own, no two of them further apart than allowed. Changes arrive late,
    /// at each gateway at another time, and what a gateway is not told it does not know.
    /// </summary>
    [Fact]
    public void No_date_is_given_for_two_documents_of_many_things_though_clocks_differ_and_changes_arrive_late() => Gen.Select(
        Gen.Select(Gen.Int[0, 3_000], Gen.Int[0, 6], Gen.Int[0, 1]).Array[1, 80],
        Gen.Int[0, (int)DocumentDate.SettledAfter.TotalMilliseconds].Array[4]).Sample((run, errors) =>
    {
        var now = Start;
        var owners = new[] { (Number: 0, ChangedAt: Start.AddHours(-1)), (Number: 0, ChangedAt: Start.AddHours(-1)) };
        var held = new[] { owners.ToArray(), owners.ToArray() };
        var knownAt = new[] { new[] { Start, Start }, [Start, Start] };
        var given = new Dictionary<DateTimeOffset, (int, int)>();
        foreach (var (milliseconds, act, which) in run)
        {
            now = now.AddMilliseconds(milliseconds);
            switch (act)
            {
                case < 2:
                    owners[act] = (owners[act].Number + 1, DocumentDate.Next(owners[act].ChangedAt, now.AddMilliseconds(errors[act])));
                    break;
                case < 6:
                    var (gateway, owner) = (act % 2, which);
                    held[gateway][owner] = owners[owner];
                    knownAt[gateway][owner] = now.AddMilliseconds(errors[2 + gateway]);
                    break;
            }

            for (var gateway = 0; gateway < held.Length; gateway++)
            {
                if (DocumentDate.OfMany(held[gateway].Max(thing => thing.ChangedAt), knownAt[gateway].Min()) is { } date)
                {
                    var document = (held[gateway][0].Number, held[gateway][1].Number);
                    Assert.True(date <= now.AddMilliseconds(errors[2 + gateway]));
                    Assert.Equal(document, given.GetValueOrDefault(date, document));
                    given[date] = document;
                }
            }
        }
    });

    [Fact]
    public void A_document_that_rests_has_a_date_whoever_writes_it_and_whoever_came_in_its_second_has_an_older_one()
    {
        var changed = Start.AddMilliseconds(200);

        Assert.Null(DocumentDate.Of(changed, Start, Start.AddMilliseconds(999)));
        Assert.Null(DocumentDate.Of(changed, Start.AddMilliseconds(300), Start.AddMilliseconds(3_299)));
        Assert.Equal(Start.AddSeconds(1), DocumentDate.Of(changed, Start.AddMilliseconds(300), Start.AddMilliseconds(3_300)));
        Assert.Equal(Start.AddSeconds(1), DocumentDate.Of(changed, Start.AddHours(1), Start.AddHours(1)));
    }

    [Fact]
    public void A_date_that_lies_far_ahead_stays_until_the_clock_is_there()
    {
        var ahead = Start.AddHours(27);

        Assert.Equal(ahead, DocumentDate.Next(ahead, Start));
        Assert.Equal(ahead, DocumentDate.Next(ahead, ahead));
        Assert.Equal(ahead.AddSeconds(1), DocumentDate.Next(ahead, ahead.AddSeconds(1)));
    }
}

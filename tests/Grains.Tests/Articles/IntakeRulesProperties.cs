using CsCheck;
using Sokbo.Grains.Articles.Intake;
using Sokbo.Grains.Interfaces.Articles.Intake;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

public sealed class IntakeRulesProperties
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static readonly IntakeTerms Terms = new()
    {
        Url = "https://feeds.example.kr/",
        Interval = TimeSpan.FromMinutes(10),
        Hold = TimeSpan.FromSeconds(80),
        CallsPerDayMax = 20,
        Retry = TimeSpan.FromSeconds(30),
        RetryMax = TimeSpan.FromHours(1),
    };

    /// <summary>Whoever asks when, dies or answers late: turns keep their distance, a day has its bound, and no late report counts.</summary>
    [Fact]
    public void Turns_are_given_one_at_a_time_and_no_more_than_a_day_allows() =>
        Gen.Select(Gen.Int[1, 4_000], Gen.Int[0, 3], Gen.Double[0, 0.999]).Array[1, 300].Sample(steps =>
        {
            var (record, now, calls) = (new IntakeRecord(), Start, new List<DateTimeOffset>());
            foreach (var (seconds, kind, roll) in steps)
            {
                now += TimeSpan.FromSeconds(seconds);
                var turn = record.Turn;
                if (IntakeRules.Reserve(record, Terms, now) is { } reserved)
                {
                    calls.Add(now);
                    record = reserved;
                    record = kind switch
                    {
                        0 => record,
                        1 => IntakeRules.Report(record, new IntakeReport { Turn = record.Turn, Error = "server-error", Roll = roll }, Terms, now),
                        2 => IntakeRules.Report(record, new IntakeReport { Turn = record.Turn, Unchanged = true, Roll = roll }, Terms, now),
                        _ => IntakeRules.Report(record, new IntakeReport { Turn = record.Turn, Taken = 1, ETag = "\"x\"", Roll = roll }, Terms, now),
                    };
                    var late = IntakeRules.Report(record, new IntakeReport { Turn = turn, Taken = 9 }, Terms, now);
                    if (!ReferenceEquals(late, record) && turn != record.Turn)
                    {
                        return false;
                    }
                }
            }

            return calls.Zip(calls.Skip(1)).All(pair => pair.Second - pair.First >= TimeSpan.FromSeconds(30))
                && calls.GroupBy(call => call.ToOffset(TimeSpan.FromHours(9)).Date).All(day => day.Count() <= Terms.CallsPerDayMax);
        });

    [Fact]
    public void Another_address_begins_without_the_validators_of_the_former()
    {
        var record = IntakeRules.Reserve(new IntakeRecord(), Terms, Start)!;
        record = IntakeRules.Report(record, new IntakeReport { Turn = record.Turn, ETag = "\"x\"" }, Terms, Start);

        var same = IntakeRules.Reserve(record, Terms, Start.AddHours(1))!;
        var other = IntakeRules.Reserve(record, Terms with { Url = "https://feeds.example.kr/new" }, Start.AddHours(1))!;

        Assert.Equal(("\"x\"", null), (same.ETag, other.ETag));
    }

    [Fact]
    public void What_the_first_call_has_decided_stays_and_what_was_taken_back_is_kept_once()
    {
        static IntakeReport Report(IntakeRecord record, int since, string passed, params string[] withdrawn) => new()
        {
            Turn = record.Turn,
            Since = Start.AddHours(since),
            Passed = [passed],
            Taken = 1,
            Withdrawn = [.. withdrawn.Select(article => new IntakeNotice { Item = article, Reason = "canceled", Article = article })],
        };
        var record = new IntakeRecord { Turn = 1 };

        record = IntakeRules.Report(record, Report(record, -9, "0") with { Error = "not-taken" }, Terms, Start);
        record = IntakeRules.Report(record, Report(record, -8, "1", "a", "b"), Terms, Start.AddMinutes(1));
        record = IntakeRules.Report(record, Report(record, -7, "2", "b", "c"), Terms, Start.AddMinutes(2));
        record = IntakeRules.Report(record, Report(record, -6, "3", [.. Enumerable.Range(0, 40).Select(number => $"n{number}")]) with { Error = "not-taken" }, Terms, Start.AddMinutes(3));

        Assert.Equal((Start.AddHours(-8), "1", 4), (record.Since, Assert.Single(record.Passed), record.Taken));
        Assert.Equal(IntakeNotice.KeptMax, record.Withdrawn.Length);
        Assert.Equal(("n39", Start.AddMinutes(3)), (record.Withdrawn[^1].Article, record.Withdrawn[^1].At));
    }
}

using Sokbo.Gateway.Weather;
using Xunit;

namespace Sokbo.Gateway.Tests.Weather;

public sealed class AnswerTimesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 15, 20, 0, TimeSpan.FromHours(9));

    [Fact]
    public void A_station_that_is_about_to_grow_old_ends_an_answer_earlier()
    {
        var next = Now.AddMinutes(50);

        Assert.Equal(next, AnswerTimes.Of([Now.AddMinutes(-20)], next, Now).Expires);
        Assert.Equal(Now.AddMinutes(10), AnswerTimes.Of([Now.AddMinutes(-20), Now.AddMinutes(-90)], next, Now).Expires);
        Assert.Equal(Now.AddMinutes(5), AnswerTimes.Of([Now.AddMinutes(-175)], next, Now).Expires);
    }

    [Fact]
    public void A_report_that_is_overdue_is_asked_for_each_minute()
    {
        Assert.Equal(Now.AddMinutes(1), AnswerTimes.Of([Now.AddMinutes(-75)], Now.AddMinutes(-5), Now).Expires);
        Assert.Equal(Now.AddMinutes(1), AnswerTimes.Of([], null, Now).Expires);
    }

    [Fact]
    public void It_changed_last_when_something_was_observed_or_grew_old_and_never_in_the_future()
    {
        Assert.Null(AnswerTimes.Of([null], null, Now).LastModified);
        Assert.Equal(Now.AddMinutes(-20), AnswerTimes.Of([Now.AddMinutes(-20), Now.AddMinutes(-400)], null, Now).LastModified);
        Assert.Equal(Now.AddMinutes(-1), AnswerTimes.Of([Now.AddMinutes(-101)], null, Now).LastModified);
        Assert.Null(AnswerTimes.Of([Now.AddMinutes(5)], null, Now).LastModified);
    }
}

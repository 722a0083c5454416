using Sokbo.Grains.Access;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

namespace Sokbo.Grains.Tests.Access;

public sealed class AccessRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_many_processes_that_start_together_one_makes_the_first_key()
    {
        var first = AccessRules.EnsureFirst(AccessGrainState.Empty, Key("first", "one"), configured: false, Now)!;

        var second = AccessRules.EnsureFirst(first, Key("first", "two"), configured: false, Now.AddSeconds(1));

        Assert.Equal("one", first.Find("first")!.SecretHash);
        Assert.Null(second);
    }

    [Fact]
    public void A_process_that_did_not_hear_the_answer_is_told_again_that_its_key_is_in_force()
    {
        var first = AccessRules.EnsureFirst(AccessGrainState.Empty, Key("first", "one"), configured: false, Now)!;

        var again = AccessRules.EnsureFirst(first, Key("first", "one"), configured: false, Now.AddSeconds(1));
        var shown = AccessRules.EnsureFirst(first with { FirstShown = true }, Key("first", "one"), configured: false, Now.AddSeconds(1));

        Assert.Same(first, again);
        Assert.Null(shown);
    }

    [Fact]
    public void A_first_key_that_nobody_saw_is_made_anew()
    {
        var lost = AccessRules.EnsureFirst(AccessGrainState.Empty, Key("first", "one"), configured: false, Now)!;

        var next = AccessRules.EnsureFirst(lost, Key("first", "two"), configured: false, Now.AddMinutes(1));
        var shown = AccessRules.EnsureFirst(lost with { FirstShown = true }, Key("first", "two"), configured: false, Now.AddMinutes(1));

        Assert.Equal("two", Assert.Single(next!.Keys).SecretHash);
        Assert.Null(shown);
    }

    [Fact]
    public void A_configured_key_replaces_the_one_before_it_and_is_written_once()
    {
        var generated = AccessRules.EnsureFirst(AccessGrainState.Empty, Key("first", "one"), configured: false, Now)!;

        var configured = AccessRules.EnsureFirst(generated, Key("first", "two"), configured: true, Now)!;
        var again = AccessRules.EnsureFirst(configured, Key("first", "two"), configured: true, Now);

        Assert.Equal("two", Assert.Single(configured.Keys).SecretHash);
        Assert.Same(configured, again);
    }

    [Fact]
    public void A_generated_key_does_not_come_back_after_its_revocation()
    {
        var state = AccessGrainState.Empty.With(Key("first", "one")).With(Key("other", "two")) with { FirstShown = true };

        var next = AccessRules.EnsureFirst(state.Without("first"), Key("first", "three"), configured: false, Now.AddDays(1));

        Assert.Null(next);
    }

    [Fact]
    public void The_last_operator_stays()
    {
        var state = AccessGrainState.Empty.With(Key("first", "one")).With(Key("bound", "two") with { Sites = ["default"] });

        Assert.Equal(KeyOutcome.LastOperator, AccessRules.Revoke(state, "first"));
        Assert.Equal(KeyOutcome.Done, AccessRules.Revoke(state, "bound"));
        Assert.Equal(KeyOutcome.Done, AccessRules.Revoke(state.With(Key("second", "three")), "first"));
        Assert.Equal(KeyOutcome.NotFound, AccessRules.Revoke(state, "none"));
    }

    private static AccessKey Key(string id, string hash) =>
        new() { Id = id, SecretHash = hash, Roles = Role.Operator, Holder = "운영자", CreatedAt = Now };
}

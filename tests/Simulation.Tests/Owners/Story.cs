using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Simulation.Tests.Owners;

/// <summary>
/// The state of a simulated topic. Its digest follows from every change since the beginning, so that a state made from a
/// wrong base, or with a change left out, is never mistaken for the right one.
/// </summary>
internal sealed record Story(int Number, ulong Digest, int Barriers, string Text) : TopicPayload
{
    public static Story Empty { get; } = new(0, 1, 0, "");

    public override TopicPayload Apply(TopicPayload delta) =>
        delta is StoryChange change ? With(change) : base.Apply(delta);

    public Story With(StoryChange change) => new(change.Number, Mix(Digest, change.Salt), Barriers, change.Text);

    /// <summary>What was to be seen before is to be seen no more.</summary>
    public Story Retract(ulong salt) => new(Number + 1, Mix(Digest, salt), Barriers + 1, "");

    private static ulong Mix(ulong digest, ulong salt) => ((digest ^ salt) * 1_099_511_628_211) + 7;
}

using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Simulation.Tests.Owners;

internal sealed record StoryChange(int Number, ulong Salt, string Text) : TopicPayload;

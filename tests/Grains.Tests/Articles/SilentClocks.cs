using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Tests.Articles;

/// <summary>Silos that do not tell each other the time while a test says so.</summary>
internal sealed class SilentClocks : IIncomingGrainCallFilter
{
    public bool AreSilent { get; set; }

    public Task Invoke(IIncomingGrainCallContext context) =>
        AreSilent && context.InterfaceMethod?.DeclaringType == typeof(ISiloClockGrain) ? throw new TimeoutException("This silo is not heard.") : context.Invoke();
}

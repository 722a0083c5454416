using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Sokbo.Browser.Tests.Ads;

/// <summary>Runs a theory on one kind of page, and with <c>SOKBO_LONG=1</c> on each: the code under them is the same.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PageKindsAttribute(PageKind always) : DataAttribute
{
    public PageKind Always { get; } = always;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        PageKind[] kinds = Environment.GetEnvironmentVariable("SOKBO_LONG") == "1" ? Enum.GetValues<PageKind>() : [Always];
        return new([.. kinds.Select(kind => new TheoryDataRow<PageKind>(kind))]);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}

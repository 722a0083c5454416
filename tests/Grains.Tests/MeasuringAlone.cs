using Xunit;

namespace Sokbo.Grains.Tests;

/// <summary>For tests that measure memory, which belongs to the process: what others make meanwhile would be counted too.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class MeasuringAlone;

using Xunit;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>
/// For tests that show what is not counted: metrics belong to the process, so that nothing else may count meanwhile.
/// </summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class CountingAlone;

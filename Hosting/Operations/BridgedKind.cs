namespace Sokbo.Hosting.Operations;

internal enum BridgedKind
{
    Counter = 0,
    Gauge = 1,
    Histogram = 2,
}

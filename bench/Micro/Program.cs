using BenchmarkDotNet.Running;
using Sokbo.Micro;

if (args is ["latency"])
{
    LatencyRun.Run(Console.Out);
}
else if (args is ["availability"])
{
    AvailabilityRun.Run(Console.Out);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(DecisionBenchmarks).Assembly).Run(args);
}

using BenchmarkDotNet.Running;
using Sokbo.Micro;

if (args is ["latency"])
{
    LatencyRun.Run(Console.Out);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(DecisionBenchmarks).Assembly).Run(args);
}

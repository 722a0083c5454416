using System.Globalization;
using Sokbo.Fixtures.Processes;

namespace Sokbo.Cluster.Tests.Ads;

/// <summary>Every ten seconds something happens to one process: it is killed and started again, or stopped for a while.</summary>
internal sealed class Chaos(IReadOnlyList<ServiceProcess> processes, int seed, Action<string> report)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly Random _random = new(seed);

    public async Task RunAsync(TimeSpan duration)
    {
        for (var passed = TimeSpan.Zero; passed < duration; passed += Period)
        {
            var next = Task.Delay(Period);
            var victim = processes[_random.Next(processes.Count)];
            if (_random.Next(2) == 0)
            {
                report($"{Text(passed)}: {victim.Name} is killed");
                await victim.Process.KillAsync();
                await victim.RestartAsync();
            }
            else
            {
                var stopped = TimeSpan.FromSeconds(1 + (7 * _random.NextDouble()));
                report($"{Text(passed)}: {victim.Name} is stopped for {Text(stopped)}");
                victim.Process.Stop();
                await Task.Delay(stopped);
                victim.Process.Continue();
            }

            await next;
        }
    }

    private static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}

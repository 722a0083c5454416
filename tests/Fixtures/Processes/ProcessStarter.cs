using System.Collections.Concurrent;
using System.Diagnostics;

namespace Sokbo.Fixtures.Processes;

/// <summary>
/// Starts every program from one thread that lives as long as the tests. The kernel sends the parent-death signal when
/// the starting <em>thread</em> ends, and a pool thread may end at any time.
/// </summary>
internal static class ProcessStarter
{
    private static readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> Requests = Open();
    private static readonly bool HasDeathSignal = File.Exists("/usr/bin/setpriv");

    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        if (HasDeathSignal)
        {
            // A test host that is killed disposes of nothing; the kernel ends its children then.
            string[] command = ["--pdeathsig", "KILL", "--", start.FileName, .. start.ArgumentList];
            start.FileName = "/usr/bin/setpriv";
            start.ArgumentList.Clear();
            Array.ForEach(command, start.ArgumentList.Add);
        }

        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Requests.Add((start, started));
        return started.Task;
    }

    private static BlockingCollection<(ProcessStartInfo, TaskCompletionSource<Process>)> Open()
    {
        var requests = new BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)>();
        var thread = new Thread(() => Run(requests)) { IsBackground = true, Name = "process starter" };
        thread.Start();
        return requests;
    }

    private static void Run(BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> requests)
    {
        foreach (var (start, started) in requests.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} was not started."));
            }
            catch (Exception error)
            {
                started.SetException(error);
            }
        }
    }
}

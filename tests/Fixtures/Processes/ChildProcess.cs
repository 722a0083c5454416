using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Sokbo.Fixtures.Processes;

/// <summary>A program that a test runs: its output is kept, it takes signals, and it never outlives the test.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan KillBound = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private ChildProcess(string name, Process process)
    {
        Name = name;
        _process = process;
        Id = process.Id;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Name { get; }

    public int Id { get; }

    /// <summary>What it has written to both streams.</summary>
    public OutputTail Output { get; } = new();

    public bool HasExited => _process.HasExited;

    public static async Task<ChildProcess> StartAsync(string name, ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = false;
        start.UseShellExecute = false;
        return new ChildProcess(name, await ProcessStarter.StartAsync(start));
    }

    /// <summary>SIGSTOP: it hangs, and nobody is told.</summary>
    public void Stop() => Send(Signal.Stop);

    /// <summary>SIGCONT.</summary>
    public void Continue() => Send(Signal.Continue);

    /// <summary>SIGTERM: it is asked to end in an orderly way.</summary>
    public void Terminate() => Send(Signal.Terminate);

    /// <summary>SIGKILL; returns when the kernel has removed it.</summary>
    public async Task KillAsync()
    {
        Send(Signal.Kill);
        await _process.WaitForExitAsync().WaitAsync(KillBound);
    }

    /// <summary>The exit code, once it has ended by itself.</summary>
    public async Task<int> ExitAsync(TimeSpan bound)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(bound);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{Name} has not ended within {bound.TotalSeconds:0} s. Output:\n{Output}", late);
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is not null)
        {
            Output.Add(line);
        }
    }

    private void Send(Signal signal)
    {
        // The number of a process that has ended may be that of a stranger by now.
        if (!_process.HasExited && kill(Id, (int)signal) != 0 && !_process.HasExited)
        {
            throw new InvalidOperationException($"{signal} cannot be sent to {Name}: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);

    private enum Signal
    {
        Kill = 9,
        Terminate = 15,
        Continue = 18,
        Stop = 19,
    }
}

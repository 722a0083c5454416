using System.Globalization;
using System.Net.Sockets;
using Garnet;
using Garnet.server;
using Sokbo.Hosting.Operations;
using Tsavorite.core;

namespace Sokbo.Standalone.Store;

/// <summary>
/// Garnet in this process. It answers a write when the append-only file has it, takes a checkpoint when that file
/// has grown, and cuts the file behind the checkpoint. Only a Unix socket of this user is opened, no port.
/// </summary>
/// <remarks>
/// <code>
/// data/lock                        held while a process uses the directory
/// data/store/AOF/aof.log.N         the append-only file in pieces; whole pieces go after a checkpoint
/// data/store/Store/checkpoints/    the newest checkpoint
/// data/store.sock                  where the store listens
/// </code>
/// docs/decisions/0011 says what was tried and measured.
/// </remarks>
internal sealed class EmbeddedStore : IDisposable
{
    private const int SocketPathLengthMax = 100;

    // More than the connections of one process, so that the one that all others wait for always finds a thread.
    private const int BlockedThreadsMax = 64;

    private readonly GarnetServer _server;
    private readonly ILoggerFactory _loggers;
    private readonly string? _socketDirectory;

    private EmbeddedStore(GarnetServer server, ILoggerFactory loggers, string socket, string? socketDirectory, string logDirectory)
    {
        _server = server;
        _loggers = loggers;
        _socketDirectory = socketDirectory;
        ConnectionString = "!" + socket;
        LogDirectory = logDirectory;
    }

    /// <summary>For StackExchange.Redis.</summary>
    public string ConnectionString { get; }

    public string LogDirectory { get; }

    /// <summary>Returns when everything that was ever acknowledged is there again.</summary>
    public static EmbeddedStore Start(DataDirectory data, StoreOptions options)
    {
        if (options.Problems().ToList() is { Count: > 0 } problems)
        {
            throw new StartException(string.Join(' ', problems));
        }

        var (socket, socketDirectory) = ChooseSocket(data.Path);
        var directory = Path.Combine(data.Path, "store");
        // Its background tasks report their own cancellation at every stop as errors of this category.
        var loggers = LoggerFactory.Create(logging => logging
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter("StoreWrapper", LogLevel.Critical)
            .AddSimpleConsole(console => console.SingleLine = true));
        try
        {
            var server = new GarnetServer(Settings(options, directory, socket, loggers), loggers);
            server.Start();
            return new EmbeddedStore(server, loggers, socket, socketDirectory, Path.Combine(directory, "AOF"));
        }
        catch (Exception error)
        {
            loggers.Dispose();
            throw new StartException(
                $"The embedded store in {directory} does not start: {error.GetBaseException().Message} See docs/RUNBOOK.md, 'Embedded store does not start'.",
                inner: error);
        }
    }

    public void Dispose()
    {
        _server.Dispose();
        _loggers.Dispose();
        if (_socketDirectory is not null)
        {
            Directory.Delete(_socketDirectory, recursive: true);
        }
    }

    private static GarnetServerOptions Settings(StoreOptions options, string directory, string socket, ILoggerFactory loggers) => new(loggers.CreateLogger("Garnet"))
    {
        EndPoints = [new UnixDomainSocketEndPoint(socket)],
        UnixSocketPath = socket,
        UnixSocketPermission = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        QuietMode = true,

        // A script that waits for its keys and a write that waits for the log each hold a thread of the pool.
        ThreadPoolMinThreads = BlockedThreadsMax,

        // Orleans' providers are Lua scripts, and without the transaction mode Garnet does not isolate them.
        EnableLua = true,
        LuaTransactionMode = true,
        LuaOptions = new LuaOptions(LuaMemoryManagementMode.Native, "", Timeout.InfiniteTimeSpan, LuaLoggingMode.Enable, []),

        EnableAOF = true,
        WaitForCommit = true,
        Recover = true,
        FailOnRecoveryError = true,
        CheckpointDir = directory,
        // The default device needs libaio and aborts the process without it.
        DeviceType = DeviceType.RandomAccess,
        AofMemorySize = "32m",
        AofPageSize = "8m",
        AofSegmentSize = Mebibytes(options.SegmentMebibytes),
        AofSizeLimit = Mebibytes(options.CompactAtMebibytes),
        AofSizeLimitEnforceFrequencySecs = options.CompactCheckSeconds,

        // Past its memory this is a cache and forgets silently; StoreMemoryGuard stops the process before that.
        // Its second tier on disk is no way out: a scan over it aborted the process.
        ExpiredKeyDeletionScanFrequencySecs = 60,
        LogMemorySize = Mebibytes(options.MemoryMebibytes),
        PageSize = "4m",
        SegmentSize = "64m",
        IndexMemorySize = "8m",
        IndexMaxMemorySize = "512m",
    };

    private static string Mebibytes(int value) => string.Create(CultureInfo.InvariantCulture, $"{value}m");

    private static (string Socket, string? Directory) ChooseSocket(string data)
    {
        // A socket's path is limited to 108 bytes, and a comma ends an address in a connection string.
        var path = Path.Combine(data, "store.sock");
        var directory = System.Text.Encoding.UTF8.GetByteCount(path) > SocketPathLengthMax || path.Contains(',', StringComparison.Ordinal)
            ? Directory.CreateTempSubdirectory("sokbo-").FullName
            : null;
        var socket = directory is null ? path : Path.Combine(directory, "store.sock");
        File.Delete(socket);
        return (socket, directory);
    }
}

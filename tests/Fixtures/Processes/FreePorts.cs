using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Sokbo.Fixtures.Processes;

/// <summary>
/// Loopback ports for programs that are told their port at the start. A port stays taken until this test process ends,
/// so that a program can come back on it, and no other test process is given the same one.
/// </summary>
public static class FreePorts
{
    // Below the range from which the kernel takes ports of outgoing connections: one of those could have it by then.
    private const int First = 15_000;
    private const int Last = 32_000;
    private const int AttemptsMax = 1_000;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<int, FileStream> Taken = [];
    private static readonly Random Dice = new(Environment.ProcessId);

    public static int Take()
    {
        lock (Gate)
        {
            for (var attempt = 0; attempt < AttemptsMax; attempt++)
            {
                var port = Dice.Next(First, Last);
                if (!Taken.ContainsKey(port) && TryLock(port) is { } held)
                {
                    if (IsFree(port))
                    {
                        Taken.Add(port, held);
                        return port;
                    }

                    held.Dispose();
                }
            }
        }

        throw new IOException($"No free port found between {First} and {Last}.");
    }

    private static FileStream? TryLock(int port)
    {
        var directory = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "sokbo-ports-" + Environment.UserName));
        try
        {
            var path = Path.Combine(directory.FullName, port.ToString(CultureInfo.InvariantCulture));
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            // Another test process has it.
            return null;
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

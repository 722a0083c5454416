using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>The system call <c>send(2)</c> of Linux, for sockets that do not block.</summary>
internal static partial class SystemSend
{
    private const int NoSignal = 0x4000;
    private const int DontWait = 0x40;
    private const int Interrupted = 4;
    private const int Again = 11;

    /// <summary>
    /// Bytes that the kernel took, or -1. What it does not take now is <see cref="SocketError.WouldBlock"/>; whatever else
    /// it says means that the connection is gone.
    /// </summary>
    public static int Send(SafeSocketHandle socket, ReadOnlySpan<byte> bytes, out SocketError error)
    {
        nint sent;
        var number = 0;
        do
        {
            sent = Send(socket, ref MemoryMarshal.GetReference(bytes), (nuint)bytes.Length, NoSignal | DontWait);
            number = sent < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
        while (number == Interrupted);

        error = number switch { 0 => SocketError.Success, Again => SocketError.WouldBlock, _ => SocketError.ConnectionReset };
        return (int)sent;
    }

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(SafeSocketHandle socket, ref byte buffer, nuint length, int flags);
}

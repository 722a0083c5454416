using System.Net;

namespace Sokbo.Hosting.Operations;

/// <summary>A TCP port that this process is going to listen on, and the key that chose it.</summary>
public sealed record PortUse(string Key, IPAddress Address, int Port);

using System.IO.Pipelines;

namespace Sokbo.Gateway.Delivery;

/// <summary>The two directions of a hub connection.</summary>
internal sealed class GuardedTransport(GuardedInput input, PipeWriter output) : IDuplexPipe
{
    public PipeReader Input => input;

    public PipeWriter Output => output;
}

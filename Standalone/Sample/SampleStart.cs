namespace Sokbo.Standalone.Sample;

/// <summary>Opens when the process can be called, and tells the address to call.</summary>
internal sealed class SampleStart
{
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Begin(Uri address) => _address.TrySetResult(address);

    public Task<Uri> WaitAsync(CancellationToken cancellationToken) => _address.Task.WaitAsync(cancellationToken);
}

using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Media;

/// <summary>Each upload is in memory while it is looked at: so many at once and no more.</summary>
internal sealed class UploadPlaces(IOptions<MediaOptions> options)
{
    private int _taken;

    /// <summary>Null when all are taken; the place is free again when what is returned is disposed.</summary>
    public IDisposable? Take()
    {
        if (Interlocked.Increment(ref _taken) <= options.Value.UploadsMax)
        {
            return new Place(this);
        }

        Interlocked.Decrement(ref _taken);
        return null;
    }

    private sealed class Place(UploadPlaces places) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref places._taken);
    }
}

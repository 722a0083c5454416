using Sokbo.Gateway.Ads.Files;
using Sokbo.Gateway.Media;

namespace Sokbo.Gateway.Tests.Ads.Files;

/// <summary>Takes every file, or says that it is being deleted, or fails.</summary>
internal sealed class KeptFiles : IBannerFiles
{
    public List<(MediaName Name, long Bytes)> Kept { get; } = [];

    public bool Fails { get; set; }

    public bool Deletes { get; set; }

    public Task<bool> KeepAsync(MediaName name, long bytes, CancellationToken cancellationToken)
    {
        if (Fails)
        {
            return Task.FromException<bool>(new TimeoutException("No silo."));
        }

        if (!Deletes)
        {
            Kept.Add((name, bytes));
        }

        return Task.FromResult(!Deletes);
    }
}

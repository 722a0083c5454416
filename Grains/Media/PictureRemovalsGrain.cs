using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Grains.Media;

[GrainType("removals")]
internal sealed class PictureRemovalsGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<PictureRemovals>> store,
    TopicGrainServices services) : TopicGrain<PictureRemovals>(store, services), IPictureRemovalsGrain
{
    private static readonly PictureRemovals Nothing = new([]);

    protected override string Topic => TopicName.Removals.Text;

    public async Task<bool> Add(PictureInfo picture, CancellationToken cancellationToken)
    {
        var pictures = (State ?? Nothing).Pictures;
        if (pictures.Any(other => other.Url == picture.Url))
        {
            return true;
        }

        if (pictures.Length >= PictureRemovals.Max)
        {
            return false;
        }

        await CommitAsync(new PictureRemovals(pictures.Add(picture)), TopicChange.Snapshot, cancellationToken);
        return true;
    }

    public async Task Confirm(string hash, CancellationToken cancellationToken)
    {
        var pictures = (State ?? Nothing).Pictures;
        var left = pictures.RemoveAll(picture => picture.Hash == hash);
        if (left.Length < pictures.Length)
        {
            await CommitAsync(new PictureRemovals(left), TopicChange.Snapshot, cancellationToken);
        }
    }

    protected override TopicPayload? Publish(PictureRemovals state) => state;
}

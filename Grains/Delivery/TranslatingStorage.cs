using Orleans.Storage;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Delivery;

/// <summary>
/// The grain storage of every silo: what lies below fails with its own exceptions, callers see
/// <see cref="StoreUnavailableException"/>. Here and not only around calls, because a state is read before there is a call.
/// </summary>
internal sealed class TranslatingStorage(IGrainStorage below) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            await below.ReadStateAsync(stateName, grainId, grainState);
        }
        catch (Exception error) when (StoreFailures.IsOfStorage(error))
        {
            throw StoreFailures.Translate($"{grainId} cannot be read", error);
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            await below.WriteStateAsync(stateName, grainId, grainState);
        }
        catch (Exception error) when (StoreFailures.IsOfStorage(error))
        {
            throw StoreFailures.Translate($"{grainId} cannot be written", error);
        }
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            await below.ClearStateAsync(stateName, grainId, grainState);
        }
        catch (Exception error) when (StoreFailures.IsOfStorage(error))
        {
            throw StoreFailures.Translate($"{grainId} cannot be cleared", error);
        }
    }
}

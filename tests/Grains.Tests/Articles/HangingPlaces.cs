using System.Collections.Concurrent;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Tests.Articles;

/// <summary>Places that take an announcement and do not answer, as on a silo that hangs, until they are let go.</summary>
internal sealed class HangingPlaces : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<GrainId, Hanging> _hanging = [];

    public Hanging Hang(GrainId place) => _hanging.GetOrAdd(place, static _ => new Hanging());

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.MethodName == nameof(IArticleSurfaceGrain.Announce) && _hanging.TryGetValue(context.TargetId, out var hanging))
        {
            await hanging.WaitAsync();
        }

        await context.Invoke();
    }

    internal sealed class Hanging
    {
        private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private int _calls;

        public Task Told => _told.Task;

        /// <summary>How often it was told something.</summary>
        public int Calls => Volatile.Read(ref _calls);

        public void LetGo() => _letGo.TrySetResult();

        public Task WaitAsync()
        {
            Interlocked.Increment(ref _calls);
            _told.TrySetResult();
            return _letGo.Task;
        }
    }
}

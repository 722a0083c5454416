namespace Sokbo.Simulation.Tests.Machines;

/// <summary>
/// Runs a node's tasks one by one on the simulation's thread: in their order, as an activation's turns, or in an order by
/// chance, as a thread pool may.
/// </summary>
internal sealed class NodeScheduler(Loop loop, Node node, bool isOrdered) : TaskScheduler
{
    private readonly LinkedList<Task> _queue = new();
    private bool _isReady;

    /// <summary>Called by the loop; false when nothing more can run now.</summary>
    public bool RunOne(Random random)
    {
        if (_queue.First is { } first && node.IsUp)
        {
            if (!isOrdered && first.Next is { } second && random.Next(3) == 0)
            {
                first = second;
            }

            _queue.Remove(first);
            TryExecuteTask(first.Value);
        }

        return _isReady = _queue.Count > 0 && node.IsUp;
    }

    /// <summary>Goes on after the node was frozen.</summary>
    public void Wake()
    {
        if (!_isReady && _queue.Count > 0 && node.IsUp)
        {
            _isReady = true;
            loop.Ready(this);
        }
    }

    protected override void QueueTask(Task task)
    {
        if (loop.Owns())
        {
            _queue.AddLast(task);
            Wake();
        }
    }

    /// <summary>Never on its caller's stack: each piece of work is a step of its own.</summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => _queue;
}

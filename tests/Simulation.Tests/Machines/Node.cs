namespace Sokbo.Simulation.Tests.Machines;

/// <summary>A process: its work, its clock, and the ways in which it can fail.</summary>
internal sealed class Node
{
    private readonly Loop _loop;
    private readonly List<NodeScheduler> _schedulers = [];
    private readonly Queue<Action> _deferred = new();
    private readonly List<Action> _broken = [];

    public Node(Loop loop, string name)
    {
        _loop = loop;
        Name = name;
        Clock = new NodeClock(loop, this);
        Workers = NewScheduler(isOrdered: false);
    }

    public string Name { get; }

    public NodeClock Clock { get; }

    /// <summary>What the thread pool is to a process.</summary>
    public NodeScheduler Workers { get; }

    /// <summary>Nothing runs any more, and nothing ever will.</summary>
    public bool IsDead { get; private set; }

    /// <summary>Nothing runs until it thaws: a long pause of the collector, or of the machine.</summary>
    public bool IsFrozen { get; private set; }

    public bool IsUp => !IsDead && !IsFrozen;

    /// <summary>Runs the turns of one activation, one at a time and in order.</summary>
    public NodeScheduler NewTurns() => NewScheduler(isOrdered: true);

    /// <summary>Something reaches the process from outside.</summary>
    public void Post(Action action)
    {
        if (!IsUp)
        {
            // Of a dead process it is kept as well: what the collector finalises would go on, on its thread.
            _deferred.Enqueue(action);
        }
        else
        {
            action();
        }
    }

    /// <summary>Starts work of the process.</summary>
    public void Run(Func<Task> work) => Post(() => _ = Task.Factory.StartNew(
        () => GuardAsync(work), CancellationToken.None, TaskCreationOptions.DenyChildAttach, Workers));

    public void Freeze() => IsFrozen = true;

    public void Thaw()
    {
        IsFrozen = false;
        while (_deferred.TryDequeue(out var action))
        {
            action();
        }

        _schedulers.ForEach(scheduler => scheduler.Wake());
    }

    public void Kill() => (IsDead, IsFrozen) = (true, false);

    /// <summary>Runs when the others have agreed that this process is gone.</summary>
    public void WhenDeclaredDead(Action action) => _broken.Add(action);

    public void DeclareDead()
    {
        _broken.ForEach(action => action());
        _broken.Clear();
    }

    public override string ToString() => Name;

    private NodeScheduler NewScheduler(bool isOrdered)
    {
        var scheduler = new NodeScheduler(_loop, this, isOrdered);
        _schedulers.Add(scheduler);
        return scheduler;
    }

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception)
        {
            _loop.Violate($"{Name}: unexpected {exception}");
        }
    }
}

namespace Sokbo.Simulation.Tests.Machines;

/// <summary>
/// Virtual time and the one thread of a simulation. What is ready runs first, in an order that the seed decides; time moves
/// on, to the next event, only when nothing is ready. So the same seed gives the same run.
/// </summary>
internal sealed class Loop(Random random)
{
    /// <summary>So much at one moment means that something goes round in circles.</summary>
    private const int StepsAtOnceMax = 100_000;

    private readonly PriorityQueue<Action, (long At, long Order)> _events = new();
    private readonly List<NodeScheduler> _ready = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _order;

    /// <summary>Monotonic, in ticks. Not 0 at the start: a zero means "never" to much that reads it.</summary>
    public long Now { get; private set; } = TimeSpan.TicksPerHour;

    public long Steps { get; private set; }

    /// <summary>The first thing that went wrong; ends the run.</summary>
    public string? Violation { get; private set; }

    /// <summary>Inside production code a violation cannot be thrown: it is there to survive exceptions.</summary>
    public void Violate(string what) => Violation ??= what;

    public void After(TimeSpan delay, Action action) => _events.Enqueue(action, (Now + Math.Max(0, delay.Ticks), _order++));

    public void Ready(NodeScheduler scheduler) => _ready.Add(scheduler);

    /// <summary>False on a thread that is not the simulation's: something escaped it, and runs can no longer be repeated.</summary>
    public bool Owns()
    {
        if (Environment.CurrentManagedThreadId == _thread)
        {
            return true;
        }

        Violate($"Work went on outside the simulation, on another thread: {Environment.StackTrace}");
        return false;
    }

    public void RunFor(TimeSpan span, Action afterStep)
    {
        var until = Now + span.Ticks;
        var atOnce = 0;
        while (Violation is null)
        {
            if (_ready.Count > 0)
            {
                RunOne();
                if (++atOnce > StepsAtOnceMax)
                {
                    Violate("Something goes round in circles without time passing.");
                }
            }
            else if (_events.TryPeek(out _, out var next) && next.At <= until)
            {
                atOnce = next.At > Now ? 0 : atOnce;
                Now = next.At;
                _events.Dequeue()();
            }
            else
            {
                Now = until;
                return;
            }

            Steps++;
            afterStep();
        }
    }

    private void RunOne()
    {
        var index = random.Next(_ready.Count);
        var scheduler = _ready[index];
        if (!scheduler.RunOne(random))
        {
            _ready[index] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
        }
    }
}

using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Simulation.Tests.Machines;

namespace Sokbo.Simulation.Tests.Owners;

/// <summary>
/// A grain around a real ledger: one request at a time, in turns of its own. When it leaves, what waits goes to the
/// activation that comes after it.
/// </summary>
internal sealed class Activation
{
    private readonly Cluster _cluster;
    private readonly NodeScheduler _turns;
    private readonly StoredState _state;
    private readonly Queue<(Func<TopicLedger<Story>, Task> Serve, Action<Exception?> Turn)> _requests = new();
    private readonly string _name;
    private TopicLedger<Story>? _ledger;
    private bool _serving;
    private bool _leaving;

    public Activation(Cluster cluster, SiloNode silo, TopicName topic, int number, Store store)
    {
        _cluster = cluster;
        Silo = silo;
        Topic = topic;
        _name = $"{topic}#{number}";
        _turns = silo.Node.NewTurns();
        _state = new StoredState(store, topic.Owner);
    }

    public SiloNode Silo { get; }

    public TopicName Topic { get; }

    public bool IsGone { get; private set; }

    /// <summary>Null until it is active.</summary>
    public TopicLedger<Story>? Ledger => _ledger;

    public override string ToString() => _name;

    public Task<T> RequestAsync<T>(Func<SiloNode, TopicLedger<Story>, Task<T>> call)
    {
        if (IsGone)
        {
            return _cluster.ForwardAsync(Topic, call);
        }

        var answer = new TaskCompletionSource<T>();
        _requests.Enqueue((
            ledger => AnswerAsync(answer, () => call(Silo, ledger)),
            failure => Silo.Node.Run(() => AnswerAsync(
                answer, () => failure is null ? _cluster.ForwardAsync(Topic, call) : Task.FromException<T>(failure)))));
        if (!_serving)
        {
            _serving = true;
            _ = Task.Factory.StartNew(ServeAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _turns);
        }

        return answer.Task;
    }

    /// <summary>Ends once its calls are done.</summary>
    public void Leave()
    {
        _leaving = true;
        if (!_serving && !IsGone)
        {
            Depart(null);
        }
    }

    private static async Task AnswerAsync<T>(TaskCompletionSource<T> answer, Func<Task<T>> call)
    {
        try
        {
            answer.TrySetResult(await call());
        }
        catch (Exception exception)
        {
            answer.TrySetException(exception);
        }
    }

    private async Task ServeAsync()
    {
        Exception? failure = null;
        try
        {
            _ledger ??= await OpenAsync();
            while (!_leaving && _requests.TryDequeue(out var request))
            {
                await request.Serve(_ledger);
            }
        }
        catch (Exception exception)
        {
            // It could not be activated: its callers hear of it, and the next one tries again.
            failure = exception;
            _leaving = true;
        }

        _serving = false;
        if (_leaving)
        {
            Depart(failure);
        }
    }

    private async Task<TopicLedger<Story>> OpenAsync()
    {
        await _state.ReadStateAsync();
        var ledger = new TopicLedger<Story>(_state, Silo.Services, new LedgerSeat<Story>
        {
            Topic = Topic.Text,
            Owner = Topic.Owner,
            Activation = _name,
            Publish = static story => story,
            Leave = Leave,
            Turns = _turns,
        });
        await ledger.OpenAsync(CancellationToken.None);
        return ledger;
    }

    private void Depart(Exception? failure)
    {
        IsGone = true;
        _ledger?.Close();
        _cluster.Departed(this);
        while (_requests.TryDequeue(out var request))
        {
            request.Turn(failure);
        }
    }
}

namespace Sokbo.Simulation.Tests.Machines;

/// <summary>The network between gateways and silos.</summary>
internal sealed class Network(Loop loop, Random random, Trace trace)
{
    private readonly HashSet<Node> _cut = [];

    /// <summary>Pushes from silos to gateways, and the answers to them.</summary>
    public Conditions Pushes { get; set; } = Conditions.Calm;

    /// <summary>Calls of gateways, and the answers to them.</summary>
    public Conditions Calls { get; set; } = Conditions.Calm;

    public bool HasCuts => _cut.Count > 0;

    /// <summary>The node reaches nobody of the cluster, and nobody reaches it. Browsers still do.</summary>
    public void Cut(Node node) => _cut.Add(node);

    public void Mend() => _cut.Clear();

    public bool IsCut(Node node) => _cut.Contains(node);

    public void Carry(Conditions conditions, string what, Node from, Node to, Action deliver)
    {
        if (_cut.Contains(from) || _cut.Contains(to) || random.NextDouble() < conditions.Loss)
        {
            trace.Add($"{from} -x {to} {what}");
            return;
        }

        Transmit(conditions, from, to, deliver);
        if (random.NextDouble() < conditions.Duplicates)
        {
            trace.Add($"{from} => {to} {what} twice");
            Transmit(conditions, from, to, deliver);
        }
    }

    public Task<T> CallAsync<T>(string what, Node from, Node to, Func<Task<T>> handle)
    {
        var answer = new TaskCompletionSource<T>();
        to.WhenDeclaredDead(() => answer.TrySetException(new TimeoutException($"{to} is gone.")));
        Carry(Calls, what, from, to, () => to.Run(async () =>
        {
            Action finish;
            try
            {
                var result = await handle();
                finish = () => answer.TrySetResult(result);
            }
            catch (Exception exception)
            {
                finish = () => answer.TrySetException(exception);
            }

            Carry(Calls, $"answer to {what}", to, from, finish);
        }));
        return answer.Task;
    }

    private void Transmit(Conditions conditions, Node from, Node to, Action deliver)
    {
        // Mostly quick, now and then slow: that is how messages overtake each other.
        var share = random.NextDouble();
        var delay = TimeSpan.FromMilliseconds(1 + (share * share * share * conditions.DelayMillisecondsMax));
        loop.After(delay, () =>
        {
            if (!_cut.Contains(from) && !_cut.Contains(to))
            {
                to.Post(deliver);
            }
        });
    }
}

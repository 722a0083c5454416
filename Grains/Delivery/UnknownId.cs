namespace Sokbo.Grains.Delivery;

/// <summary>Activations of ids that do not exist, which anybody can ask for.</summary>
internal static class UnknownId
{
    /// <summary>
    /// Calls that come together are answered by one activation: were it to leave with the first, each of the others would be
    /// forwarded to the next, and after two such steps be rejected.
    /// </summary>
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(1);

    /// <summary>Has the activation leave in a moment, unless its id has come to exist by then. Asking again changes nothing.</summary>
    public static void LeaveUnlessCreated(this IGrainBase grain, Func<bool> exists)
    {
        var context = grain.GrainContext;
        if (context.GetComponent<Departure>() is not null)
        {
            return;
        }

        var departure = new Departure();
        context.SetComponent(departure);
        departure.Timer = grain.RegisterGrainTimer(
            _ =>
            {
                departure.Timer?.Dispose();
                context.SetComponent<Departure>(null);
                if (!exists())
                {
                    grain.DeactivateOnIdle();
                }

                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(Stay, Timeout.InfiniteTimeSpan));
    }

    private sealed class Departure
    {
        public IGrainTimer? Timer { get; set; }
    }
}

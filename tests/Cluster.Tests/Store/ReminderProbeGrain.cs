namespace Sokbo.Cluster.Tests.Store;

[GrainType("test-reminder-probe")]
internal sealed class ReminderProbeGrain(ReminderTicks ticks) : Grain, IReminderProbeGrain, IRemindable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public Task Register() => this.RegisterOrUpdateReminder("probe", Period, Period);

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        ticks.Add(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }
}

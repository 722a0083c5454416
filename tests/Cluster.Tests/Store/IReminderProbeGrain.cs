namespace Sokbo.Cluster.Tests.Store;

[Alias("tests.IReminderProbeGrain")]
internal interface IReminderProbeGrain : IGrainWithStringKey
{
    /// <summary>Registers a reminder that ticks every second.</summary>
    [Alias("Register")]
    Task Register();
}

namespace Sokbo.Gateway.Ads.Events;

/// <summary>Tells the cluster that a log has grown. A hint that may be lost.</summary>
internal interface ILogArrivals
{
    Task ArrivedAsync(string log, long seq);
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Prometheus;

namespace Sokbo.Hosting.Operations;

/// <summary>
/// Shows chosen instruments of System.Diagnostics.Metrics on <c>/metrics</c>, each as what it is: counters as counters,
/// histograms with buckets. Only the instruments and labels of <see cref="BridgedInstruments"/> pass, so that neither
/// a new version of Orleans nor a silo that comes and goes adds series without end.
/// </summary>
/// <remarks>
/// prometheus-net's own adapter shows counters as gauges and forgets series that were idle for five minutes; after
/// that they start again at zero.
/// </remarks>
internal sealed class MeterBridge : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, MeterSink> _sinks = new();

    public MeterBridge()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (BridgedInstruments.Find(instrument) is { } bridged)
            {
                _sinks[instrument] = new MeterSink(bridged, Series(instrument, bridged));
                listener.EnableMeasurementEvents(instrument, bridged);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        _listener.Start();
        Metrics.DefaultRegistry.AddBeforeCollectCallback(Observe);
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>How values are shown under the labels that are given to it. A value was observed, or has come to what was there.</summary>
    private static Func<string[], Action<double, bool>> Series(Instrument instrument, BridgedInstrument bridged)
    {
        var name = bridged.Name;
        var help = instrument.Description is { Length: > 0 } text ? text : $"{instrument.Meter.Name} {instrument.Name}";
        switch (bridged.Kind)
        {
            case BridgedKind.Counter:
                var counter = Metrics.CreateCounter(name, help, bridged.Labels);
                return labels =>
                {
                    var child = counter.WithLabels(labels);
                    return (value, observed) =>
                    {
                        if (observed)
                        {
                            child.IncTo(value);
                        }
                        else if (value > 0)
                        {
                            child.Inc(value);
                        }
                    };
                };
            case BridgedKind.Histogram:
                var histogram = Metrics.CreateHistogram(name, help, bridged.Labels, new HistogramConfiguration { Buckets = bridged.Buckets });
                return labels =>
                {
                    var child = histogram.WithLabels(labels);
                    return (value, _) => child.Observe(value * bridged.Scale);
                };
            default:
                var gauge = Metrics.CreateGauge(name, help, bridged.Labels);
                return labels =>
                {
                    var child = gauge.WithLabels(labels);
                    return (value, observed) =>
                    {
                        if (observed)
                        {
                            child.Set(value);
                        }
                        else
                        {
                            child.Inc(value);
                        }
                    };
                };
        }
    }

    private void Observe() => _listener.RecordObservableInstruments();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (state is BridgedInstrument && _sinks.TryGetValue(instrument, out var sink))
        {
            sink.Record(value, tags, instrument.IsObservable);
        }
    }
}

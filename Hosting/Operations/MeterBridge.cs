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
    private readonly ConcurrentDictionary<Instrument, Action<double, string[], bool>> _sinks = new();

    public MeterBridge()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (BridgedInstruments.Find(instrument) is { } bridged)
            {
                _sinks[instrument] = Sink(instrument, bridged);
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

    private static Action<double, string[], bool> Sink(Instrument instrument, BridgedInstrument bridged)
    {
        var name = bridged.Name;
        var help = instrument.Description is { Length: > 0 } text ? text : $"{instrument.Meter.Name} {instrument.Name}";
        switch (bridged.Kind)
        {
            case BridgedKind.Counter:
                var counter = Metrics.CreateCounter(name, help, bridged.Labels);
                return (value, labels, observed) =>
                {
                    if (observed)
                    {
                        counter.WithLabels(labels).IncTo(value);
                    }
                    else if (value > 0)
                    {
                        counter.WithLabels(labels).Inc(value);
                    }
                };
            case BridgedKind.Histogram:
                var histogram = Metrics.CreateHistogram(name, help, bridged.Labels, new HistogramConfiguration { Buckets = bridged.Buckets });
                return (value, labels, _) => histogram.WithLabels(labels).Observe(value * bridged.Scale);
            default:
                var gauge = Metrics.CreateGauge(name, help, bridged.Labels);
                return (value, labels, observed) =>
                {
                    if (observed)
                    {
                        gauge.WithLabels(labels).Set(value);
                    }
                    else
                    {
                        gauge.WithLabels(labels).Inc(value);
                    }
                };
        }
    }

    private void Observe() => _listener.RecordObservableInstruments();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (state is BridgedInstrument bridged && _sinks.TryGetValue(instrument, out var sink))
        {
            sink(value, LabelValues(bridged, tags), instrument.IsObservable);
        }
    }

    private static string[] LabelValues(BridgedInstrument bridged, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (bridged.Tags.Length == 0)
        {
            return [];
        }

        var values = new string[bridged.Tags.Length];
        Array.Fill(values, "");
        foreach (var (key, value) in tags)
        {
            var index = Array.IndexOf(bridged.Tags, key);
            if (index >= 0)
            {
                values[index] = value?.ToString() ?? "";
            }
        }

        return values;
    }
}

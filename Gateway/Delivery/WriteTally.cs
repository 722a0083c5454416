namespace Sokbo.Gateway.Delivery;

/// <summary>
/// Counts what was written to many connections and reports it once: most of them take the same update, and metrics for
/// each one cost more than the rest of its bookkeeping.
/// </summary>
internal struct WriteTally
{
    private OutboundUpdate? _update;
    private int _times;
    private int _frames;
    private int _deliveries;

    /// <summary>A frame of one update was taken by its connection.</summary>
    public void Add(OutboundUpdate update, TimeProvider time)
    {
        _frames++;
        Deliver(update, time);
    }

    /// <summary>A frame was taken by its connection.</summary>
    public void Add(List<OutboundUpdate> frame, TimeProvider time)
    {
        _frames++;
        foreach (var update in frame)
        {
            Deliver(update, time);
        }
    }

    /// <summary>Hands everything on to the metrics, and begins anew.</summary>
    public void Report(TimeProvider time)
    {
        if (_frames > 0)
        {
            ReportUpdate(time);
            DeliveryMetrics.Frames.Inc(_frames);
            DeliveryMetrics.Deliveries.Inc(_deliveries);
        }

        this = default;
    }

    private void Deliver(OutboundUpdate update, TimeProvider time)
    {
        if (!ReferenceEquals(update, _update))
        {
            ReportUpdate(time);
            _update = update;
        }

        _deliveries++;
        _times++;
    }

    private void ReportUpdate(TimeProvider time)
    {
        if (_update is { } update)
        {
            DeliveryMetrics.WriteSeconds.Observe(Math.Max(0, (time.GetUtcNow() - update.At).TotalSeconds), _times);
        }

        _times = 0;
    }
}

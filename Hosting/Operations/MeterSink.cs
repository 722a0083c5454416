using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Sokbo.Hosting.Operations;

/// <summary>
/// The series of one instrument. Requests are measured one by one, so that a series is found by the tags as they come,
/// without a text for any of them.
/// </summary>
/// <param name="bridged">At most three tags.</param>
/// <param name="series">Makes a series for labels. Asked once for each set of tags: there are as many as there are series.</param>
internal sealed class MeterSink(BridgedInstrument bridged, Func<string[], Action<double, bool>> series)
{
    private readonly string[] _tags = bridged.Tags.Length <= 3 ? bridged.Tags : throw new ArgumentException($"{bridged.Name} keeps more than three tags.", nameof(bridged));
    private readonly ConcurrentDictionary<TagValues, Action<double, bool>> _series = new();

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, bool observed)
    {
        var key = new TagValues(Value(tags, 0), Value(tags, 1), Value(tags, 2));
        if (!_series.TryGetValue(key, out var record))
        {
            object?[] values = [key.First, key.Second, key.Third];
            record = _series.GetOrAdd(key, series([.. values.Take(_tags.Length).Select(tag => tag?.ToString() ?? "")]));
        }

        record(value, observed);
    }

    private object? Value(ReadOnlySpan<KeyValuePair<string, object?>> tags, int index)
    {
        if (index < _tags.Length)
        {
            var name = _tags[index];
            foreach (var (key, value) in tags)
            {
                if (key == name)
                {
                    return value;
                }
            }
        }

        return null;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct TagValues(object? First, object? Second, object? Third);
}

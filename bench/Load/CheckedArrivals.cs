using System.Text.Json;

namespace Sokbo.Load;

/// <summary>
/// A reader of Sokbo: takes the answer to its subscription, then checks that every update builds on what it has, as a page
/// would. A latency ends here, where an application's callback would run.
/// </summary>
internal sealed class CheckedArrivals(byte[] marker, Tally tally, Action subscribed) : IArrivals
{
    private const byte RecordSeparator = 0x1e;

    private readonly Dictionary<string, (string Epoch, long Seq)> _positions = [];

    public void Take(ReadOnlySpan<byte> message)
    {
        while (message.IndexOf(RecordSeparator) is >= 0 and var end)
        {
            using var document = JsonDocument.Parse(message[..end].ToArray());
            var root = document.RootElement;
            var type = root.TryGetProperty("type", out var value) ? value.GetInt32() : 0;
            if (type == 1)
            {
                foreach (var update in root.GetProperty("arguments")[0].EnumerateArray())
                {
                    Take(update);
                }

                MarkedArrivals.Latencies(message[..end], marker).ForEach(tally.Latency.Add);
            }
            else if (type == 3)
            {
                TakeAnswer(root);
            }
            else if (type == 0 && root.TryGetProperty("error", out var error))
            {
                throw new InvalidOperationException($"The handshake was refused: {error.GetString()}");
            }

            message = message[(end + 1)..];
        }
    }

    private void TakeAnswer(JsonElement completion)
    {
        if (!completion.TryGetProperty("result", out var answers))
        {
            throw new InvalidOperationException($"The subscription was refused: {completion}");
        }

        foreach (var answer in answers.EnumerateArray())
        {
            if (!answer.TryGetProperty("epoch", out var epoch))
            {
                throw new InvalidOperationException($"There is no such topic: {answer}");
            }

            _positions[answer.GetProperty("topic").GetString()!] = (epoch.GetString()!, answer.GetProperty("seq").GetInt64());
        }

        subscribed();
    }

    private void Take(JsonElement update)
    {
        var topic = update.GetProperty("topic").GetString()!;
        var position = (Epoch: update.GetProperty("epoch").GetString()!, Seq: update.GetProperty("seq").GetInt64());
        var known = _positions.GetValueOrDefault(topic, (Epoch: "", Seq: 0));
        tally.AddDelivery();
        if (known.Epoch == position.Epoch && position.Seq <= known.Seq)
        {
            tally.AddRepeat();
        }
        else if (update.GetProperty("kind").ValueEquals("snapshot"))
        {
            tally.AddSnapshot();
            _positions[topic] = position;
        }
        else
        {
            if (known.Epoch != position.Epoch || update.GetProperty("base").GetInt64() != known.Seq)
            {
                tally.AddGap();
            }

            _positions[topic] = position;
        }
    }
}

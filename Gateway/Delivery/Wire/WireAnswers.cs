using System.Collections;
using System.Text.Json.Serialization;
using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>
/// The answers of one call. <paramref name="encoding"/> runs when the hub protocol writes them, which SignalR does under
/// the connection's write lock: whatever is sent from then on arrives after the answer.
/// </summary>
[JsonConverter(typeof(WireAnswersJsonConverter))]
[MessagePackFormatter(typeof(WireAnswersMessagePackFormatter))]
public sealed class WireAnswers(IReadOnlyList<WireAnswer> answers, Action encoding) : IReadOnlyList<WireAnswer>
{
    public int Count => answers.Count;

    public WireAnswer this[int index] => answers[index];

    public IEnumerator<WireAnswer> GetEnumerator() => answers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Encoding() => encoding();
}

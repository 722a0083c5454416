using System.Text.Json;

namespace Sokbo.Load.Ads;

/// <summary>Tickets of decisions that were made before it is measured: beacons alone are charged.</summary>
internal sealed class TicketStock(LoadOptions options)
{
    private const int LinesMax = 16;

    private readonly List<Ticket> _tickets = [];

    public async Task<IReadOnlyList<Ticket>> CollectAsync(string[] places, int count, CancellationToken cancellationToken)
    {
        var body = $$"""{"slots":[{{string.Join(',', places.Select(place => $"\"{place}\""))}}]}""";
        var request = PageRequest.Post(options.Port, "/ads/decisions", "application/json", body);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(LinesMax, count)).Select(_ => Task.Run(() => CollectAsync(request, count, cancellationToken), cancellationToken)));
        return _tickets;
    }

    private async Task CollectAsync(byte[] request, int count, CancellationToken cancellationToken)
    {
        using var line = new HttpLine(options.Port);
        while (_tickets.Count < count)
        {
            var status = await line.AskAsync(request, cancellationToken);
            if (status != 200)
            {
                throw new InvalidOperationException($"A decision was answered with {status}.");
            }

            var found = Read(line.Body());
            lock (_tickets)
            {
                _tickets.AddRange(found);
            }
        }
    }

    private static List<Ticket> Read(byte[] body)
    {
        using var answer = JsonDocument.Parse(body);
        var tickets = new List<Ticket>();
        foreach (var decision in answer.RootElement.GetProperty("decisions").EnumerateArray())
        {
            // A slot for which no number was at hand has none.
            if (decision.TryGetProperty("ticket", out var ticket))
            {
                var shown = decision.GetProperty("creative").GetProperty("id").GetString()!;
                tickets.Add(new Ticket(shown.Split('.')[0], shown, ticket.GetString()!));
            }
        }

        return tickets;
    }
}

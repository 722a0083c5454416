namespace Sokbo.Cluster.Tests.Ads;

/// <summary>What one page sends besides: of all its beacons a tenth, of all kinds in turn.</summary>
internal sealed class Forgeries
{
    /// <summary>For each forged beacon there are so many that are not.</summary>
    private const int Genuine = 9;

    private int _owed;
    private int _kind;

    /// <param name="genuine">Beacons that it sends now.</param>
    /// <param name="tickets">Those that it has.</param>
    /// <param name="unshown">Those of them whose numbers nobody else uses: they are forged first, because they would be billed.</param>
    /// <param name="random">Which, and what is changed.</param>
    public List<(string Campaign, string Ticket)> Next(
        int genuine, List<(string Campaign, string Ticket)> tickets, List<(string Campaign, string Ticket)> unshown, Random random)
    {
        var forged = new List<(string, string)>();
        var source = unshown.Count > 0 ? unshown : tickets;
        for (_owed += genuine; _owed >= Genuine; _owed -= Genuine)
        {
            var (one, other) = (source[random.Next(source.Count)], tickets[random.Next(tickets.Count)]);
            var kind = _kind++ % TicketForger.Kinds;
            forged.Add((kind == TicketForger.Swapped ? other.Campaign : one.Campaign, TicketForger.Forge(kind, one.Ticket, other.Ticket, random)));
        }

        return forged;
    }
}

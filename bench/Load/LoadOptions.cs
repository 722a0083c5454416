using System.Globalization;

namespace Sokbo.Load;

/// <summary>The command line. Where a server needs no knowledge of Sokbo, the names are those of other generators of this kind.</summary>
internal sealed class LoadOptions
{
    public const string Help = """
        Load: opens WebSocket readers on a server of this machine, publishes, and tells what arrived, how late, and what it cost.

          --port N --path P        where readers connect (127.0.0.1)
          --n N                    readers
          --open TEXT              a text message that each sends first; repeatable; \xNN, \r, \n are replaced
          --topics A,B             readers speak Sokbo's protocol instead: they subscribe and check every position
          --pubport N --pub TEXT   a request sent at each publication; %P is the payload, %L its length
          --payload TEXT           %T is the time, %X fills up to --size bytes (300)
          --marker TEXT            what stands before the time in what arrives ("t":)
          --rate N                 publications a second; 0 only holds the connections
          --slow N                 the last N of the readers subscribe to --slow-topics as well
          --slow-topics A,B        topics that fill the buffers of a connection on which nobody reads
          --stall S                the slow ones read nothing while it is measured, and then have S seconds to be up to date
          --follow A,B             N readers who stay: when their connection is lost, or when they are asked to move, they
                                   go on at the next of these ports, at once; who is refused obeys Retry-After, with jitter
          --witnesses N            with --follow: readers of --witness-topics at the last of the ports, whose latency is told
          --witness-topics A,B
          --strike SIGNAL=PID      with --follow: the signal that is sent when the measurement begins
          --warm S --secs S        seconds before, and seconds of the measurement
          --pids A,B               server processes that are charged
          --also NAME=PID          another process whose CPU is told; repeatable
          --scrape URL#METRIC      a counter of a metrics page whose growth is told; repeatable

        For ads, with --n connections, each with one request under way:

          --post PATH --body TEXT  one request, again and again; --marker is in an answer that counts as one with a banner
          --get PATH               the same with a page; with --key where it is of the API
          --beacons N              tickets are collected first; then beacons of N events, at --rate events a second in all,
                                   as fast as the answers come with 0; at the end statistics must hold what was answered 204
          --lag N                  N single events at --probe, each from its 204 to a subscriber of its statistics, while beacons of
                                   one event come at --rate
          --pauses N               so often the first of the campaigns is paused, while --n pages are open that have it in the slot
                                   --probe, and --connections N ask for banners there
          --tickets N              collected before; when all are used they are used again, and count as duplicates
          --places A,B             slots for which tickets are collected; the probe is a slot of the first of the campaigns
          --campaigns A,B          campaigns whose statistics are read with --key

        For news, with the key of an editor:

          --articles N --from M    that are published, --connections at a time, with texts by their numbers from M on
          --surfaces A,B           pages that are asked for once after each of them
          --withdrawals N          with --n open pages: so many articles are retracted and so many held, after --articles were
                                   published one by one, while --connections ask for pages
        """;

    public int Port { get; private set; }

    public string Path { get; private set; } = "/";

    public int Readers { get; private set; } = 1_000;

    public List<string> Open { get; } = [];

    public string[] Topics { get; private set; } = [];

    public int PublishPort { get; private set; }

    public string Publish { get; private set; } = "";

    public string Payload { get; private set; } = "{\"t\":%T,\"d\":\"%X\"}";

    public string Marker { get; private set; } = "\"t\":";

    public int Size { get; private set; } = 300;

    public int Rate { get; private set; } = 10;

    public int Slow { get; private set; }

    public string[] SlowTopics { get; private set; } = [];

    /// <summary>0 where the slow ones read like everybody else.</summary>
    public int StallSeconds { get; private set; }

    /// <summary>Empty where readers do not come back.</summary>
    public int[] Follow { get; private set; } = [];

    public int Witnesses { get; private set; }

    public string[] WitnessTopics { get; private set; } = [];

    public (string Signal, string Process)? Strike { get; private set; }

    /// <summary>Empty unless one request is repeated.</summary>
    public string Post { get; private set; } = "";

    /// <summary>Empty unless one page is asked for again and again.</summary>
    public string Get { get; private set; } = "";

    public string Body { get; private set; } = "";

    /// <summary>Events in a request; 0 unless beacons are sent.</summary>
    public int Beacons { get; private set; }

    public int Lag { get; private set; }

    public int Pauses { get; private set; }

    /// <summary>That ask for banners during pauses.</summary>
    public int Connections { get; private set; } = 4;

    public int Tickets { get; private set; } = 10_000;

    public string[] Places { get; private set; } = [];

    public string Probe { get; private set; } = "";

    public string[] Campaigns { get; private set; } = [];

    public string Key { get; private set; } = "";

    public int Articles { get; private set; }

    public int From { get; private set; }

    public string[] Surfaces { get; private set; } = [];

    public int Withdrawals { get; private set; }

    public int WarmSeconds { get; private set; }

    public int Seconds { get; private set; } = 10;

    public int[] Processes { get; private set; } = [];

    public List<(string Name, int Process)> Others { get; } = [];

    public List<(Uri Page, string Metric)> Counters { get; } = [];

    /// <exception cref="FormatException">The command line cannot be used; the message says why.</exception>
    public static LoadOptions Parse(string[] arguments)
    {
        var options = new LoadOptions();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length)
            {
                throw new FormatException($"{arguments[i]} has no value.");
            }

            options.Set(arguments[i], arguments[i + 1]);
        }

        return options;
    }

    private void Set(string name, string value)
    {
        switch (name)
        {
            case "--port": Port = Number(value); break;
            case "--path": Path = value; break;
            case "--n": Readers = Number(value); break;
            case "--open": Open.Add(Unescape(value)); break;
            case "--topics": Topics = value.Split(','); break;
            case "--pubport": PublishPort = Number(value); break;
            case "--pub": Publish = Unescape(value); break;
            case "--payload": Payload = value; break;
            case "--marker": Marker = value; break;
            case "--size": Size = Number(value); break;
            case "--rate": Rate = Number(value); break;
            case "--warm": WarmSeconds = Number(value); break;
            case "--secs": Seconds = Number(value); break;
            case "--pids": Processes = [.. value.Split(',').Select(Number)]; break;
            case "--also": Others.Add(Pair(value, '=') is var (other, process) ? (other, Number(process)) : default); break;
            case "--scrape": Counters.Add(Pair(value, '#') is var (page, metric) ? (new Uri(page), metric) : default); break;
            default: SetResilience(name, value); break;
        }
    }

    private void SetResilience(string name, string value)
    {
        switch (name)
        {
            case "--slow": Slow = Number(value); break;
            case "--slow-topics": SlowTopics = value.Split(','); break;
            case "--stall": StallSeconds = Number(value); break;
            case "--follow": Follow = [.. value.Split(',').Select(Number)]; break;
            case "--witnesses": Witnesses = Number(value); break;
            case "--witness-topics": WitnessTopics = value.Split(','); break;
            case "--strike": Strike = Pair(value, '='); break;
            default: SetAds(name, value); break;
        }
    }

    private void SetAds(string name, string value)
    {
        switch (name)
        {
            case "--post": Post = value; break;
            case "--get": Get = value; break;
            case "--body": Body = value; break;
            case "--beacons": Beacons = Number(value); break;
            case "--lag": Lag = Number(value); break;
            case "--pauses": Pauses = Number(value); break;
            case "--connections": Connections = Number(value); break;
            case "--tickets": Tickets = Number(value); break;
            case "--places": Places = value.Split(','); break;
            case "--probe": Probe = value; break;
            case "--campaigns": Campaigns = value.Split(','); break;
            case "--key": Key = value; break;
            case "--articles": Articles = Number(value); break;
            case "--from": From = Number(value); break;
            case "--surfaces": Surfaces = value.Split(','); break;
            case "--withdrawals": Withdrawals = Number(value); break;
            default: throw new FormatException($"{name} is not an option.");
        }
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static (string Left, string Right) Pair(string text, char separator) => text.Split(separator, 2) is [var left, var right]
        ? (left, right)
        : throw new FormatException($"'{text}' must contain '{separator}'.");

    private static string Unescape(string text)
    {
        var parts = text.Split('\\');
        return parts[0] + string.Concat(parts.Skip(1).Select(part => part switch
        {
            ['x', var high, var low, .. var rest] => (char)Convert.ToByte($"{high}{low}", 16) + rest,
            ['r', .. var rest] => '\r' + rest,
            ['n', .. var rest] => '\n' + rest,
            _ => '\\' + part,
        }));
    }
}

using System.Runtime.InteropServices;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>
/// A page while its slots are decided on, one after the other: what one slot gets is on the page for the next, so that two
/// slots of one request never show competitors, and counts against caps.
/// </summary>
internal sealed class DecisionPage
{
    private static readonly PageRequest Nothing = new();

    private readonly PageRequest _request;
    private readonly string[] _tags;
    private readonly KeyValuePair<string, string>[] _keyValues;
    private readonly List<string> _shown;
    private readonly string? _referrerHost;
    private readonly string _device;

    public DecisionPage(PageRequest? request, CapCounts caps, string? userAgent)
    {
        _request = request ?? Nothing;
        _tags = _request.Tags is { } tags ? [.. tags] : [];
        _keyValues = _request.KeyValues is { } keyValues
            ? [.. keyValues.SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value)))]
            : [];
        _shown = _request.Shown is { } shown ? [.. shown] : [];
        _referrerHost = HostOf(_request.Referrer);
        _device = DeviceKind.Of(userAgent);
        Caps = caps;
    }

    public CapCounts Caps { get; }

    /// <summary>Whether it shows a weather warning of the highest level.</summary>
    public bool Emergency { get; init; }

    /// <summary>All that conditions can name, as traffic is recorded by.</summary>
    public IEnumerable<string> Values
    {
        get
        {
            yield return DeviceKind.ValueOf(_device);
            if (!string.IsNullOrEmpty(_request.Section))
            {
                yield return $"section:{_request.Section}";
            }

            if (_referrerHost is not null)
            {
                yield return $"referrer:{_referrerHost.ToLowerInvariant()}";
            }

            foreach (var tag in _tags)
            {
                yield return $"tag:{tag.ToLowerInvariant()}";
            }

            foreach (var (key, value) in _keyValues)
            {
                yield return $"key:{key.ToLowerInvariant()}={value.ToLowerInvariant()}";
            }
        }
    }

    public DecisionContext For(CompiledCatalogue catalogue, SlotState slot, DateTimeOffset now) => new()
    {
        Catalogue = catalogue,
        Slot = slot,
        Now = now,
        Section = _request.Section,
        Tags = _tags,
        Device = _device,
        ReferrerHost = _referrerHost,
        KeyValues = _keyValues,
        Emergency = Emergency,
        Caps = Caps.Entries,
        Shown = CollectionsMarshal.AsSpan(_shown),
    };

    /// <summary>What was decided is on the page from now on.</summary>
    public void Take(in DecisionOutcome outcome, DateTimeOffset now)
    {
        if (outcome is { Campaign: { } campaign, Creative: { } creative })
        {
            _shown.Add(creative.ShownId);
            Caps.Count(campaign, now);
        }
    }

    /// <summary>The host name of an address, or of what is one already; null for anything else.</summary>
    public static string? HostOf(string? referrer)
    {
        if (string.IsNullOrEmpty(referrer))
        {
            return null;
        }

        var address = referrer.Contains("://", StringComparison.Ordinal) ? referrer : $"https://{referrer}";
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.HostNameType is not UriHostNameType.Unknown
            ? uri.IdnHost
            : null;
    }
}

using Xunit;

namespace Sokbo.Gateway.Tests;

public sealed class BoundedMapTests
{
    private readonly BoundedMap<string, int> _map = new(2, StringComparer.Ordinal);

    public BoundedMapTests()
    {
        _map.Set("a", 1);
        _map.Set("b", 2);
    }

    [Fact]
    public void A_new_key_without_room_makes_it_begin_anew()
    {
        _map.Set("c", 3);

        Assert.Equal((null, null, 3), (Find("a"), Find("b"), Find("c")));
    }

    [Fact]
    public void A_key_that_is_there_needs_no_room()
    {
        _map.Set("b", 3);
        Assert.Equal(4, _map.AddOrUpdate("b", 0, (_, value) => value + 1));

        Assert.Equal((1, 4), (Find("a"), Find("b")));
    }

    [Fact]
    public void A_value_that_was_replaced_meanwhile_is_not_removed()
    {
        _map.Remove("a", 7);
        _map.Remove("b", 2);

        Assert.Equal((1, null), (Find("a"), Find("b")));
    }

    private int? Find(string key) => _map.TryGetValue(key, out var value) ? value : null;
}

using System.Buffers.Text;
using CsCheck;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads;

public sealed class AdTicketProperties
{
    private static readonly Gen<string> Id = Gen.Char["abcXYZ019_-"].Array[1, Identifier.LengthMax].Select(letters => new string(letters));

    private static readonly Gen<AdTicket> Tickets =
        from ids in Id.Array[4]
        from lease in Gen.Long
        from number in Gen.Int[0, int.MaxValue]
        from decision in Gen.Select(Gen.ULong, Gen.Long)
        from milliseconds in Gen.Long[0, 4_000_000_000_000]
        select new AdTicket
        {
            Site = ids[0],
            Slot = ids[1],
            Campaign = ids[2],
            Shown = ids[3],
            Lease = lease,
            Number = number,
            Decision = new DecisionId(decision.Item1, decision.Item2),
            At = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
        };

    private static readonly Gen<byte[]> Keys = Gen.Byte.Array[32];

    [Fact]
    public void A_ticket_is_read_as_it_was_signed() => Gen.Select(Tickets, Keys).Sample((ticket, key) =>
    {
        var text = ticket.Sign(key);

        Assert.InRange(text.Length, 1, AdTicket.LengthMax);
        Assert.Equal(ticket, AdTicket.Verify(text, key));
    });

    [Fact]
    public void A_ticket_of_which_any_byte_was_changed_is_refused() =>
        Gen.Select(Tickets, Keys, Gen.Int[0, int.MaxValue], Gen.Byte[1, 255]).Sample((ticket, key, place, change) =>
        {
            var bytes = Base64Url.DecodeFromChars(ticket.Sign(key));
            bytes[place % bytes.Length] ^= change;

            Assert.Null(AdTicket.Verify(Base64Url.EncodeToString(bytes), key));
        });

    [Fact]
    public void A_ticket_of_which_any_character_was_changed_added_or_left_out_is_refused() =>
        Gen.Select(Tickets, Keys, Gen.Int[0, int.MaxValue], Gen.Char["AZaz09-_. =+/\n가"]).Sample((ticket, key, place, letter) =>
        {
            var text = ticket.Sign(key);
            var at = place % text.Length;

            Assert.True(text[at] == letter || AdTicket.Verify(text.Remove(at, 1).Insert(at, letter.ToString()), key) is null);
            Assert.Null(AdTicket.Verify(text.Insert(at, letter.ToString()), key));
            Assert.Null(AdTicket.Verify(text.Remove(at, 1), key));
            Assert.Null(AdTicket.Verify(text + letter, key));
        });

    [Fact]
    public void A_ticket_of_another_key_is_refused_and_still_says_what_it_claims() =>
        Gen.Select(Tickets, Keys, Keys).Where((_, own, other) => !own.SequenceEqual(other)).Sample((ticket, own, other) =>
        {
            var text = ticket.Sign(own);

            Assert.Null(AdTicket.Verify(text, other));
            Assert.Null(AdTicket.Verify(text, []));
            Assert.Equal(ticket, AdTicket.Read(text)!.Ticket);
        });

    [Fact]
    public void Nonsense_is_no_ticket() => Gen.OneOf(Gen.String, Gen.Byte.Array[0, 500].Select(bytes => Base64Url.EncodeToString(bytes)))
        .Sample(text => Assert.Null(AdTicket.Verify(text, new byte[32])));

    [Fact]
    public void A_site_without_a_key_has_no_tickets()
    {
        var ticket = Tickets.Single();

        Assert.Null(AdTicket.Verify(ticket.Sign([]), []));
    }
}

using System.Net;
using CsCheck;
using Sokbo.Gateway.Delivery.Admission;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery.Admission;

public sealed class AddressBookTests
{
    private const int PerAddress = 3;
    private const int All = 7;

    [Fact]
    public void No_address_and_no_gateway_holds_more_than_it_may() =>
        Gen.Select(Gen.Int[1, 4], Gen.Bool).Array[0, 100].Sample(steps =>
        {
            var book = new AddressBook(PerAddress, All);
            var open = new List<int>();
            foreach (var (address, enters) in steps)
            {
                if (!enters)
                {
                    if (open.Remove(address))
                    {
                        book.Leave(Of(address));
                    }

                    continue;
                }

                var expected = open.Count >= All ? AddressOutcome.Full
                    : open.Count(other => other == address) >= PerAddress ? AddressOutcome.AddressFull
                    : AddressOutcome.Entered;
                Assert.Equal(expected, book.TryEnter(Of(address)));
                if (expected == AddressOutcome.Entered)
                {
                    open.Add(address);
                }
            }
        });

    private static IPAddress Of(int number) => new([192, 0, 2, (byte)number]);
}

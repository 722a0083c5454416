using System.Net;

namespace Sokbo.Gateway.Delivery.Admission;

/// <summary>How many connections each address has open; an address without any is not kept. Thread-safe.</summary>
internal sealed class AddressBook(int perAddressMax, int allMax)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _open = [];
    private int _all;

    public AddressOutcome TryEnter(IPAddress address)
    {
        lock (_gate)
        {
            var open = _open.GetValueOrDefault(address);
            if (_all >= allMax)
            {
                return AddressOutcome.Full;
            }

            if (open >= perAddressMax)
            {
                return AddressOutcome.AddressFull;
            }

            _open[address] = open + 1;
            _all++;
            return AddressOutcome.Entered;
        }
    }

    public void Leave(IPAddress address)
    {
        lock (_gate)
        {
            _all--;
            if (_open[address] == 1)
            {
                _open.Remove(address);
            }
            else
            {
                _open[address]--;
            }
        }
    }
}

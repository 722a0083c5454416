namespace Sokbo.Gateway.Delivery.Admission;

internal enum AddressOutcome
{
    Entered = 0,

    /// <summary>This address has as many connections as it may.</summary>
    AddressFull = 1,

    /// <summary>This gateway has as many connections as it may.</summary>
    Full = 2,
}

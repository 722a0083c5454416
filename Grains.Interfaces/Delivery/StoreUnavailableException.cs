namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>
/// An outage: the store did not take or give what a grain needed, and whether a write took effect is not known. It replaces what
/// the store's own client throws, of which gateways have neither the types nor the codecs. Repeat with the same operation id.
/// </summary>
/// <param name="message">What was tried on which key, and the store's own words.</param>
[GenerateSerializer, Alias("delivery.StoreUnavailableException")]
public sealed class StoreUnavailableException(string message) : OrleansException(message);

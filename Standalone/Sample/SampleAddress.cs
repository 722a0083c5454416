namespace Sokbo.Standalone.Sample;

/// <summary>How this process calls itself.</summary>
internal static class SampleAddress
{
    public static Uri Of(IEnumerable<string> urls)
    {
        var addresses = urls.Select(BindingAddress.Parse).ToList();
        var address = addresses.Find(candidate => candidate.Scheme == Uri.UriSchemeHttp) ?? addresses[0];
        var isWildcard = address.Host is "*" or "+" or "0.0.0.0" or "[::]";
        return new UriBuilder(address.Scheme, isWildcard ? "localhost" : address.Host, address.Port).Uri;
    }
}

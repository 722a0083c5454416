namespace Sokbo.Bare;

internal sealed record Banner(string Id, string Kind, string Text, string Advertiser);

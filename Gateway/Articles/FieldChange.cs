namespace Sokbo.Gateway.Articles;

internal sealed record FieldChange(string Field, string From, string To);

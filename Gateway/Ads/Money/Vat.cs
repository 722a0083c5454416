namespace Sokbo.Gateway.Ads.Money;

/// <summary>Value added tax (부가가치세): 10 % of the supply value of the whole statement, parts of a won left out.</summary>
internal static class Vat
{
    public const int Percent = 10;

    /// <summary>Towards zero, so that a credit takes off what the same amount has put on.</summary>
    public static long Of(long supplyWon) => supplyWon / (100 / Percent);
}

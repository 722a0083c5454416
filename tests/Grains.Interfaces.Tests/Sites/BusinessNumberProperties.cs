using CsCheck;
using Sokbo.Grains.Interfaces.Sites;
using Xunit;

namespace Sokbo.Grains.Interfaces.Tests.Sites;

public sealed class BusinessNumberProperties
{
    /// <summary>Numbers that big companies print on every bill of theirs.</summary>
    [Theory]
    [InlineData("124-81-00998")]
    [InlineData("220-81-62517")]
    [InlineData(" 1208147521 ")]
    public void Numbers_that_exist_are_read_and_written_with_hyphens(string text)
    {
        var digits = BusinessNumber.Read(text);

        Assert.NotNull(digits);
        Assert.Equal(text.Trim().Replace("-", "", StringComparison.Ordinal), digits);
        Assert.Matches("^[0-9]{3}-[0-9]{2}-[0-9]{5}$", BusinessNumber.Format(digits));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("124-81-0099")]
    [InlineData("12-481-00998")]
    [InlineData("124-81-00997")]
    [InlineData("１２４-81-00998")]
    public void Others_are_none(string? text) => Assert.Null(BusinessNumber.Read(text));

    [Fact]
    public void One_wrong_digit_is_found() => Gen.Select(Gen.Long[0, 999_999_999], Gen.Int[0, 9], Gen.Int[1, 9]).Sample((front, at, by) =>
    {
        var nine = front.ToString("000000000", System.Globalization.CultureInfo.InvariantCulture);
        var number = Assert.Single(Enumerable.Range(0, 10), digit => BusinessNumber.Read($"{nine}{digit}") is not null);
        var right = $"{nine}{number}".ToCharArray();
        right[at] = (char)('0' + ((right[at] - '0' + by) % 10));

        // The ninth digit counts five times and by its tens: some changes by an even number cancel out there.
        Assert.True(BusinessNumber.Read(new string(right)) is null || at == 8);
    });
}

using System.Globalization;

namespace Sokbo.Gateway.Delivery;

/// <summary>A call of a reader that is not carried out. Its message is for the reader: the number, then what is wrong.</summary>
internal sealed class CallRefusedException(ErrorCode code, string detail)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{(int)code}: {detail}"))
{
    public ErrorCode Code => code;
}

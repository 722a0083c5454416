using StackExchange.Redis;

namespace Sokbo.Fixtures;

/// <summary>What the store's client throws: types that Orleans carries to no gateway.</summary>
internal static class StoreFaults
{
    public static Exception NotRead() => new RedisConnectionException(ConnectionFailureType.UnableToConnect, "No connection to the store.");

    public static Exception NotWritten() => new RedisServerException("OOM command not allowed when used memory > 'maxmemory'.");

    public static Exception WrittenButUnknown() => new RedisTimeoutException("The store wrote, but the answer was lost.", CommandStatus.Sent);
}

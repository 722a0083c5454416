using Orleans.Storage;
using Sokbo.Grains.Interfaces.Delivery;
using StackExchange.Redis;

namespace Sokbo.Grains.Delivery;

/// <summary>Turns what clients of the store throw into the one exception that every caller of a grain can read.</summary>
internal static class StoreFailures
{
    /// <summary>The reminder table wraps what the store's client throws into a type of this namespace, which only silos have.</summary>
    private const string RemindersNamespace = "Orleans.Reminders.Redis";

    /// <summary>True for an exception of the store's client itself.</summary>
    public static bool IsOfClient(Exception error) =>
        error is RedisException or RedisTimeoutException
        || string.Equals(error.GetType().Namespace, RemindersNamespace, StringComparison.Ordinal);

    /// <summary>
    /// True for whatever a grain storage throws, except where it must stay as it is: the runtime ends the activation whose write
    /// lost against another one, a caller may give up, and what is translated is not translated again.
    /// </summary>
    public static bool IsOfStorage(Exception error) =>
        error is not (InconsistentStateException or OperationCanceledException or StoreUnavailableException);

    public static StoreUnavailableException Translate(string what, Exception error) => new($"{what}: {error.GetType().Name}: {error.Message}");
}

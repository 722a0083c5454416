using System.Globalization;
using Microsoft.Extensions.Options;
using Sokbo.Hosting.Operations;
using StackExchange.Redis;

namespace Sokbo.Gateway.Api;

/// <summary>
/// Remembers requests that carried an <c>Idempotency-Key</c>: one hash in the store for each, written by the gateway itself.
/// Each step is one script, so that of many gateways with the same request one reserves. No silo is asked: one that hangs
/// delays only what it owns. A record is forgotten 48 hours after its last write.
/// </summary>
/// <remarks>
/// A step that fails may have been carried out. Its repetition finds the same operation id, and the owner of what it
/// changes knows that id.
/// </remarks>
internal sealed class IdempotencyStore(IConnectionMultiplexer redis, IOptions<SokboOptions> options)
{
    // Fields: f fingerprint, o operation id; once answered s status, t content type, l location, e ETag, b body.
    private const string ReserveScript = """
        if redis.call('EXISTS', KEYS[1]) == 0 then
          redis.call('HSET', KEYS[1], 'f', ARGV[1], 'o', ARGV[2])
          redis.call('EXPIRE', KEYS[1], ARGV[3])
        end
        return redis.call('HMGET', KEYS[1], 'f', 'o', 's', 't', 'l', 'e', 'b')
        """;

    private const string CompleteScript = """
        if redis.call('HGET', KEYS[1], 'f') == ARGV[1] and redis.call('HEXISTS', KEYS[1], 's') == 0 then
          redis.call('HSET', KEYS[1], 's', ARGV[3], 't', ARGV[4], 'l', ARGV[5], 'e', ARGV[6], 'b', ARGV[7])
          redis.call('EXPIRE', KEYS[1], ARGV[2])
        end
        return 0
        """;

    private const string ReleaseScript = """
        if redis.call('HGET', KEYS[1], 'f') == ARGV[1] and redis.call('HEXISTS', KEYS[1], 's') == 0 then
          redis.call('DEL', KEYS[1])
        end
        return 0
        """;

    private static readonly RedisValue LifeSeconds = (long)TimeSpan.FromHours(48).TotalSeconds;

    /// <summary>
    /// Reserves <paramref name="operationId"/> for the request with this fingerprint, or tells what was reserved before.
    /// A repetition gets the same operation id, so the grain that carries the operation out recognises it.
    /// </summary>
    /// <param name="key">A hash of the caller and the header.</param>
    /// <param name="fingerprint">A hash of the request.</param>
    /// <param name="operationId">For a request that is new.</param>
    /// <param name="cancellationToken">Ends the wait; the reservation may stand.</param>
    public async Task<Reservation> ReserveAsync(string key, string fingerprint, string operationId, CancellationToken cancellationToken)
    {
        var answer = (RedisValue[]?)await RunAsync(ReserveScript, key, [fingerprint, operationId, LifeSeconds]).WaitAsync(cancellationToken)
            ?? throw new RedisException("The reservation was answered with nothing.");
        var same = answer[0] == fingerprint;
        return new Reservation
        {
            Same = same,
            OperationId = answer[1].ToString(),
            Answer = same && answer[2].HasValue
                ? new StoredAnswer
                {
                    Status = int.Parse(answer[2].ToString(), CultureInfo.InvariantCulture),
                    ContentType = Text(answer[3]),
                    Location = Text(answer[4]),
                    ETag = Text(answer[5]),
                    Body = answer[6],
                }
                : null,
        };
    }

    /// <summary>Keeps the answer for repetitions. Idempotent: the first answer stays.</summary>
    public Task CompleteAsync(string key, string fingerprint, StoredAnswer answer) => RunAsync(CompleteScript, key,
        [fingerprint, LifeSeconds, answer.Status, answer.ContentType ?? "", answer.Location ?? "", answer.ETag ?? "", answer.Body]);

    /// <summary>The request was refused and changed nothing: the header may be used again, with any body.</summary>
    public Task ReleaseAsync(string key, string fingerprint) => RunAsync(ReleaseScript, key, [fingerprint]);

    private static string? Text(RedisValue value) => value.IsNullOrEmpty ? null : value.ToString();

    private Task<RedisResult> RunAsync(string script, string key, RedisValue[] values) =>
        redis.GetDatabase().ScriptEvaluateAsync(script, [(RedisKey)$"{options.Value.ServiceId}/idempotency/{key}"], values);
}

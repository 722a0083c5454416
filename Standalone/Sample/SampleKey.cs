using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Sokbo.Grains.Interfaces.Access;

namespace Sokbo.Standalone.Sample;

/// <summary>
/// A key for this process alone, made anew at each start. Its id stays the same, so that what a former run began with an
/// Idempotency-Key is not made twice.
/// </summary>
internal sealed class SampleKey(IGrainFactory grains, TimeProvider time)
{
    private const string Id = "sample";

    public async Task<string> MakeAsync(CancellationToken cancellationToken)
    {
        var secret = $"sk_{Id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        var access = grains.GetGrain<IAccessGrain>("default");
        await access.Revoke(Id, cancellationToken);
        var key = new AccessKey
        {
            Id = Id,
            SecretHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret))),
            Roles = Role.Operator,
            Holder = "sample content",
            CreatedAt = time.GetUtcNow(),
        };
        var outcome = await access.Create(key, cancellationToken);
        return outcome == KeyOutcome.Done
            ? secret
            : throw new InvalidOperationException($"The key of sample content could not be made: {outcome}.");
    }

    public Task RevokeAsync(CancellationToken cancellationToken) =>
        grains.GetGrain<IAccessGrain>("default").Revoke(Id, cancellationToken);
}

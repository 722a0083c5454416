namespace Sokbo.Gateway.Api;

/// <summary>
/// Parameter of a handler: the identity of this act. A repetition with the same <c>Idempotency-Key</c> has the same
/// <see cref="Id"/>, so hand it to the grain, and use it as the id of what a POST creates. Ids are ordered by time.
/// </summary>
internal sealed record Operation(string Id)
{
    public static ValueTask<Operation> BindAsync(HttpContext context)
    {
        var operation = context.Features.Get<Operation>();
        if (operation is null)
        {
            operation = New(context.RequestServices.GetRequiredService<TimeProvider>());
            context.Features.Set(operation);
        }

        return ValueTask.FromResult(operation);
    }

    public static Operation New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"));
}

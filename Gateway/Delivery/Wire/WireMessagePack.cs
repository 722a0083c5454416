using System.Buffers;
using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;

namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>MessagePack as browsers receive it: maps with string keys, null members left out as in JSON.</summary>
internal static class WireMessagePack
{
    /// <summary>Attributed types only: a contractless resolver would publish whatever somebody passes to it.</summary>
    public static MessagePackSerializerOptions Options { get; } = MessagePackSerializerOptions.Standard
        .WithResolver(CompositeResolver.Create(
            [new WireDataMessagePackFormatter()],
            [SparseResolver.Instance, StandardResolver.Instance]))
        .WithSecurity(MessagePackSecurity.UntrustedData);

    /// <summary>
    /// Into a buffer of its own: an envelope encodes its data on first use, in the middle of its own encoding, and the
    /// serializer's shared scratch buffer does not survive that.
    /// </summary>
    public static byte[] Encode(object value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        MessagePackSerializer.Serialize(value.GetType(), ref writer, value, Options);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private sealed class SparseResolver : IFormatterResolver
    {
        public static readonly SparseResolver Instance = new();

        public IMessagePackFormatter<T>? GetFormatter<T>() => Cache<T>.Formatter;

        private static class Cache<T>
        {
            public static readonly IMessagePackFormatter<T>? Formatter =
                typeof(T).IsClass && typeof(T).IsDefined(typeof(WireOutAttribute), inherit: false)
                    ? (IMessagePackFormatter<T>)Activator.CreateInstance(typeof(SparseFormatter<>).MakeGenericType(typeof(T)))!
                    : null;
        }
    }
}

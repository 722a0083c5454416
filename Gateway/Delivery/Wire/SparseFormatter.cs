using System.Reflection;
using MessagePack;
using MessagePack.Formatters;

namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>
/// Writes a record as a map of its non-null members. The stock formatter writes nil for null, and a browser could not
/// tell a member that a delta leaves alone from one in JSON that is absent.
/// </summary>
internal sealed class SparseFormatter<T> : IMessagePackFormatter<T>
{
    private readonly Member[] _members =
    [
        .. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (property, key: property.GetCustomAttribute<KeyAttribute>()?.StringKey))
            .Where(pair => pair.key is not null)
            .Select(pair => (Member)Activator.CreateInstance(
                typeof(Member<>).MakeGenericType(typeof(T), pair.property.PropertyType), pair.key, pair.property)!),
    ];

    public void Serialize(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        var count = 0;
        foreach (var member in _members)
        {
            count += member.IsSet(value) ? 1 : 0;
        }

        writer.WriteMapHeader(count);
        foreach (var member in _members)
        {
            if (member.IsSet(value))
            {
                writer.Write(member.Name);
                member.Write(ref writer, value, options);
            }
        }
    }

    public T Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        throw new NotSupportedException($"{typeof(T).Name} is only ever written.");

    private abstract class Member(string name)
    {
        public string Name { get; } = name;

        public abstract bool IsSet(T value);

        public abstract void Write(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options);
    }

    private sealed class Member<TMember>(string name, PropertyInfo property) : Member(name)
    {
        private readonly Func<T, TMember> _get = property.GetMethod!.CreateDelegate<Func<T, TMember>>();

        public override bool IsSet(T value) => _get(value) is not null;

        public override void Write(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options) =>
            options.Resolver.GetFormatterWithVerify<TMember>().Serialize(ref writer, _get(value), options);
    }
}

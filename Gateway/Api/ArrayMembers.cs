using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sokbo.Gateway.Api;

/// <summary>
/// Arrays in bodies hold no null unless their type says so: annotations are respected for members, but the serialiser does
/// not look at them for what is in an array. Members that are lists of another kind are left to their endpoint, which may
/// have to say of each entry what is wrong with it.
/// </summary>
internal static class ArrayMembers
{
    public static void RefuseNull(JsonTypeInfo type)
    {
        foreach (var member in type.Properties.Where(member => member.Set is not null && TakesNoNull(member.AttributeProvider as PropertyInfo)))
        {
            var set = member.Set!;
            member.Set = (target, value) =>
            {
                if (value is Array array && Array.IndexOf(array, null) is >= 0 and var index)
                {
                    throw new JsonException($"Entry {index} is null. Leave it out.");
                }

                set(target, value);
            };
        }
    }

    private static bool TakesNoNull(PropertyInfo? property) =>
        property is { PropertyType.IsArray: true }
        && new NullabilityInfoContext().Create(property).ElementType is { Type.IsValueType: false, ReadState: NullabilityState.NotNull };
}

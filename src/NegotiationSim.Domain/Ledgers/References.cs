using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace NegotiationSim.Domain;

/// <summary>A name that an event uses, and where.</summary>
/// <param name="Kind">The identifier type: <see cref="PointId"/>, <see cref="PartyId"/>, ...</param>
/// <param name="Name">The name.</param>
/// <param name="Introduces">True when the event brings the name; false when it refers to it.</param>
/// <param name="Member">The path of the member that holds it, <c>points[2]</c>.</param>
public readonly record struct Reference(Type Kind, string Name, bool Introduces, string Member);

/// <summary>
/// The names in an event, read off the types of its members: a member of an identifier type refers to a name, unless it
/// is marked <see cref="IntroducesAttribute"/>. So a new event type needs no list of its references.
/// </summary>
public static class References
{
    private static readonly ConcurrentDictionary<Type, Member[]> Members = new();
    private static readonly ConcurrentDictionary<Type, bool> MayIntroduce = new();

    /// <summary>The names in an event; without paths, which cost most of the time, their members are empty.</summary>
    public static List<Reference> Of(NegotiationEvent e, bool paths = true)
    {
        var found = new List<Reference>();
        Visit(e, paths ? "" : null, found);
        return found;
    }

    /// <summary>The names that events bring.</summary>
    public static IEnumerable<(Type Kind, string Name)> IntroducedBy(IEnumerable<NegotiationEvent> events) =>
        from e in events
        where MayIntroduce.GetOrAdd(e.GetType(), type => CanIntroduce(type, []))
        from reference in Of(e, paths: false)
        where reference.Introduces
        select (reference.Kind, reference.Name);

    /// <summary>True when a member of a type, or of a part of it, brings a name.</summary>
    private static bool CanIntroduce(Type type, HashSet<Type> seen) =>
        seen.Add(type) && Members.GetOrAdd(type, Describe).Any(m => m.Introduces || (m.IsPart && (m.Part.IsAbstract || CanIntroduce(m.Part, seen))));

    private static void Visit(object part, string? path, List<Reference> found)
    {
        foreach (var member in Members.GetOrAdd(part.GetType(), Describe))
        {
            if (member.Property.GetValue(part) is not { } value)
            {
                continue;
            }

            if (member.Identifier is { } kind)
            {
                found.Add(new(kind, value.ToString()!, member.Introduces, At(path, member.Name)));
            }
            else if (member.ItemIdentifier is { } itemKind)
            {
                var i = 0;
                foreach (var item in (System.Collections.IEnumerable)value)
                {
                    found.Add(new(itemKind, item.ToString()!, member.Introduces, At(path, member.Name, i++)));
                }
            }
            else if (member.IsList)
            {
                var i = 0;
                foreach (var item in (System.Collections.IEnumerable)value)
                {
                    Visit(item, path is null ? null : $"{At(path, member.Name, i++)}.", found);
                }
            }
            else
            {
                Visit(value, path is null ? null : $"{At(path, member.Name)}.", found);
            }
        }
    }

    private static string At(string? path, string name, int? place = null) => path is null ? "" : place is null ? path + name : $"{path}{name}[{place}]";

    private static Member[] Describe(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite && !(p.Name == nameof(NegotiationEvent.Id) && typeof(NegotiationEvent).IsAssignableFrom(type)))
            .Select(Member.Of)
            .Where(m => m.Identifier is not null || m.ItemIdentifier is not null || m.IsPart),
    ];

    private sealed record Member(PropertyInfo Property, string Name, Type? Identifier, Type? ItemIdentifier, Type Part, bool IsList, bool IsPart, bool Introduces)
    {
        public static Member Of(PropertyInfo property)
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            var item = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>) ? type.GetGenericArguments()[0] : null;
            return new(
                property,
                JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                IsIdentifier(type) ? type : null,
                item is not null && IsIdentifier(item) ? item : null,
                item ?? type,
                item is not null,
                IsRecord(item ?? type),
                property.IsDefined(typeof(IntroducesAttribute)));
        }

        private static bool IsIdentifier(Type type) =>
            type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IIdentifier<>));

        private static bool IsRecord(Type type) => type.IsClass && type.Namespace == typeof(NegotiationEvent).Namespace && type != typeof(Claim);
    }
}

using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using NegotiationSim.Domain;

namespace NegotiationSim.App.ScenarioFiles;

/// <summary>
/// How values of a type are written in a file. Read off the records once; reader, writer, schema and documentation all
/// follow it, so a member added to an event is in all of them.
/// </summary>
internal abstract class Form
{
    private static readonly ConcurrentDictionary<Type, Form> Known = new();

    /// <summary>What it looks like, in a few words, for messages and the documentation.</summary>
    public abstract string Notation { get; }

    public static Form Of(Type type) => Known.GetOrAdd(Nullable.GetUnderlyingType(type) ?? type, Create);

    private static Form Create(Type type)
    {
        if (ScalarForm.Create(type) is { } scalar)
        {
            return scalar;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
        {
            return Make(typeof(ListForm<>), type.GetGenericArguments()[0]);
        }

        return type.IsDefined(typeof(JsonPolymorphicAttribute), inherit: false) ? new UnionForm(type) : new RecordForm(type, null);
    }

    protected static Form Make(Type form, Type of) => (Form)Activator.CreateInstance(form.MakeGenericType(of))!;
}

/// <summary>A list of values of one form.</summary>
internal abstract class ListForm(Type item) : Form
{
    public Form Item { get; } = Of(item);

    /// <summary>The most items that are read.</summary>
    public int Most { get; } =
        item == typeof(NegotiationEvent) ? Limits.EventsAtOnce
        : item == typeof(Party) || item == typeof(PartyId) ? Limits.Parties
        : Limits.ListItems;

    public override string Notation => $"list of {Item.Notation}";

    /// <summary>The list as the records hold it.</summary>
    public abstract object Build(object[] items);

    /// <summary>The items of such a list.</summary>
    public abstract IEnumerable<object> Items(object list);
}

internal sealed class ListForm<T>() : ListForm(typeof(T))
    where T : notnull
{
    public override object Build(object[] items) => ValueList.Create<T>(Array.ConvertAll(items, item => (T)item));

    public override IEnumerable<object> Items(object list) => ((ValueList<T>)list).Select(item => (object)item);
}

/// <summary>A mapping whose keys are the members of a record.</summary>
internal sealed class RecordForm : Form
{
    private readonly Lazy<Member[]> _members;
    private readonly Lazy<Dictionary<string, int>> _places;
    private readonly Lazy<object> _blank;
    private readonly ConstructorInvoker _constructor;

    public RecordForm(Type type, string? typeName)
    {
        Type = type;
        TypeName = typeName;
        Name = typeName ?? JsonNamingPolicy.CamelCase.ConvertName(type.Name);
        Description = type.GetCustomAttribute<DescriptionAttribute>()?.Description;
        _constructor = ConstructorInvoker.Create(type.GetConstructor([])
            ?? throw new InvalidOperationException($"{type} needs a constructor without parameters to be read from files"));

        // Forms refer to one another in a circle (a correction holds an event): members are looked up when first used.
        _members = new(() => [.. Ordered(type).Select(p => new Member(p))]);
        _places = new(() => Members.Select((m, i) => (m.Name, i)).ToDictionary(m => m.Name, m => m.i));
        _blank = new(Create);
    }

    public Type Type { get; }

    /// <summary>The value of the key that tells the records of a union apart; null outside of unions.</summary>
    public string? TypeName { get; }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    public string? Description { get; }

    /// <summary>In the order in which they are written.</summary>
    public Member[] Members => _members.Value;

    public override string Notation => $"{Name} ({string.Join(", ", Members.Select(m => m.Required ? m.Name : m.Name + "?"))})";

    public object Create() => _constructor.Invoke();

    /// <summary>The place of a member among <see cref="Members"/>; -1 when there is none of that name.</summary>
    public int PlaceOf(string member) => _places.Value.GetValueOrDefault(member, -1);

    /// <summary>True when leaving the member out gives this value.</summary>
    public bool IsLeftOut(Member member, object? value) => !member.Required && Equals(value, member.Get(_blank.Value));

    /// <summary>True when every member is left out.</summary>
    public bool IsBlank(object record) => Members.All(m => IsLeftOut(m, m.Get(record)));

    /// <summary>What makes an event recognisable first, what it consists of next, where it comes from last.</summary>
    private static IEnumerable<PropertyInfo> Ordered(Type type)
    {
        string[] first = [nameof(NegotiationEvent.Id), nameof(NegotiationEvent.Occurred), nameof(NegotiationEvent.Order), nameof(NegotiationEvent.Title)];
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite)
            .OrderBy(p => p.DeclaringType == type ? 1 : first.Contains(p.Name) ? 0 : 2)
            .ThenBy(p => p.Name == nameof(NegotiationEvent.Note) && p.DeclaringType != type)
            .ThenBy(p => p.MetadataToken);
    }
}

/// <summary>One member of a record.</summary>
internal sealed class Member(PropertyInfo property)
{
    private readonly MethodInvoker _get = MethodInvoker.Create(property.GetMethod!);
    private readonly MethodInvoker _set = MethodInvoker.Create(property.SetMethod!);

    public string Name { get; } = JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    public string? Description { get; } = property.GetCustomAttribute<DescriptionAttribute>()?.Description;

    public bool Required { get; } = property.IsDefined(typeof(RequiredMemberAttribute));

    public Form Form { get; } = Form.Of(property.PropertyType);

    /// <summary>True for what every record of a union has, and not this one alone.</summary>
    public bool Inherited { get; } = property.DeclaringType != property.ReflectedType;

    public object? Get(object record) => _get.Invoke(record);

    public void Set(object record, object value) => _set.Invoke(record, value);
}

/// <summary>One of several records, told apart by a key such as <c>type</c>; its table is the one that JSON uses.</summary>
internal sealed class UnionForm : Form
{
    private readonly Dictionary<string, RecordForm> _byName;
    private readonly Dictionary<Type, RecordForm> _byType;

    public UnionForm(Type type)
    {
        Type = type;
        Discriminator = type.GetCustomAttribute<JsonPolymorphicAttribute>()?.TypeDiscriminatorPropertyName ?? "type";
        Kinds = [.. type.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => new RecordForm(a.DerivedType, (string)a.TypeDiscriminator!))];
        _byName = Kinds.ToDictionary(k => k.Name);
        _byType = Kinds.ToDictionary(k => k.Type);
    }

    public Type Type { get; }

    /// <summary>The key that tells the kind.</summary>
    public string Discriminator { get; }

    public IReadOnlyList<RecordForm> Kinds { get; }

    /// <summary>What messages call one of them.</summary>
    public string Name => Type == typeof(NegotiationEvent) ? "event" : JsonNamingPolicy.CamelCase.ConvertName(Type.Name);

    public override string Notation => Name;

    public RecordForm? Find(string name) => _byName.GetValueOrDefault(name);

    public RecordForm KindOf(object value) => _byType[value.GetType()];
}

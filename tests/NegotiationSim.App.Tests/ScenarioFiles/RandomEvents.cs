using System.Reflection;
using System.Runtime.CompilerServices;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Tests.ScenarioFiles;

/// <summary>Random well-formed events of every type, made from the types alone so that a new member is covered at once.</summary>
internal static class RandomEvents
{
    /// <summary>Texts that YAML, JSON and CSV are known to stumble over.</summary>
    private static readonly string[] Texts =
    [
        "A plain sentence.", "no", "Yes", "on", "y", "null", "~", "true", "036", "2025-11", "2025-11-20", "1_000", "0x1F", "0o17", "12:30:45", "1e3", ".5", "-1", "+1", ".inf",
        " leading", "trailing ", "two  blanks", "a: b", "a:b", "ends:", "a #b", "#a", "- a", "? a", "a, b", "[a]", "{a}", "a]", "'quoted'", "\"quoted\"", "it's", "back\\slash",
        "&anchor", "*alias", "!tag", "|", ">", "%", "@", "`", "---", "...", "<<", "=", "=1+1", "tab\tinside", "\ttab", "two\nlines", "two\nlines\n", "\nfirst empty", "last empty\n\n",
        "  indented\nlines", "a\n  b\n c", "a\n\nb", "a \nb", "windows\r\nline", "#\n#", "- a\n- b", "a: b\nc: d", "---\na", "...\nb", "a\u2028b", "\uFEFFa", "a\uFEFFb", "Київ", "北京", "\U0001F54A peace",
        "a\U0001F54A", "e\u0301", "\u00A0nbsp", "x\u00A0", "€5", "$5", "(a)", "5%", "a\\nb", "a\"b'c", "2025", "28 points", "1,5", "a|b", "a\tb: c", "\u3000wide", "a\u2009#b", "a\u2029b", "a:\u00A0b",
    ];

    private static readonly Gen<string> Text = Gen.Frequency((6, Choice(Texts)), (1, Gen.String[1, 40].Where(t => !string.IsNullOrWhiteSpace(t) && t.All(c => !char.IsSurrogate(c) && (!char.IsControl(c) || c is '\t' or '\n' or '\r')))));

    private static readonly Gen<DateOnly> Day = Gen.Int[0, 4000].Select(n => new DateOnly(2020, 1, 1).AddDays(n));

    private static readonly Gen<When> Date = Gen.Select(Gen.Int[0, 5], Day, Gen.Int[0, 400], Gen.Bool).Select((kind, day, days, about) => kind switch
    {
        0 => When.Unknown,
        1 => When.Within(new(day.Year, day.Month, 1), new DateOnly(day.Year, day.Month, 1).AddMonths(1).AddDays(-1), about),
        2 => When.Within(new(day.Year, 1, 1), new(day.Year, 12, 31), about),
        3 => When.Within(day, day.AddDays(days), about),
        4 => When.Lasted(day, day.AddDays(days), about),
        _ => When.Day(day, about),
    });

    private static readonly Gen<string> Word = Choice("RUS", "a.b_c-d", "2025-12-02", "no", "1e3", "on", "036", "x");

    private static readonly Type[] Amendments = [typeof(ClaimAdded), typeof(DenialMade), typeof(EventCorrected), typeof(EventRetimed), typeof(EventRetracted)];

    /// <summary>Of all event types, as often one as another.</summary>
    public static readonly Gen<NegotiationEvent> Any = Gen.OneOf([.. EventTypes.All.Select(t => OfType(t.Type))]);

    /// <summary>With ids of their own.</summary>
    public static readonly Gen<NegotiationEvent[]> Several = Gen.Int[0, 8].SelectMany(Of);

    /// <inheritdoc cref="Several"/>
    public static Gen<NegotiationEvent[]> Of(int count) => Any.Array[count].Select(events => events.Select((e, i) => Named(e, $"{e.Id}.{i}")).ToArray());

    public static Gen<NegotiationEvent> OfType(Type type) => Of(type, 0).Select(e => Mended((NegotiationEvent)e)).Where(e => !e.Malformed().Any());

    private static Gen<object> Of(Type type, int depth)
    {
        if (type == typeof(string))
        {
            return Text.Select(t => (object)t);
        }

        if (type == typeof(When))
        {
            return Date.Select(d => (object)d);
        }

        if (type == typeof(DateOnly))
        {
            return Day.Select(d => (object)d);
        }

        if (type == typeof(bool))
        {
            return Gen.Bool.Select(b => (object)b);
        }

        if (type == typeof(int))
        {
            return Gen.Int[-3, 1000].Select(n => (object)n);
        }

        if (type == typeof(decimal))
        {
            return Gen.Int[0, 1000].Select(n => (object)(n / 1000m));
        }

        if (type.IsEnum)
        {
            return Choice([.. Enum.GetValues(type).Cast<object>()]);
        }

        if (type == typeof(PointId))
        {
            return Choice("x/1", "x/2", "x/10b", "x/3").Select(p => (object)new PointId(p));
        }

        if (type == typeof(VersionId))
        {
            return Gen.Const((object)new VersionId("x"));
        }

        if (type.Name.EndsWith("Id", StringComparison.Ordinal))
        {
            return Word.Select(w => Activator.CreateInstance(type, w)!);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
        {
            var item = type.GetGenericArguments()[0];
            var make = typeof(RandomEvents).GetMethod(nameof(ListOf), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(item);
            return Of(item, depth).Array[0, 3].Select(items => make.Invoke(null, [items])!);
        }

        return type == typeof(NegotiationEvent)
            ? Gen.OneOf([.. EventTypes.All.Where(t => depth == 0 && !Amendments.Contains(t.Type)).Select(t => Record(t.Type, 1))])
            : Record(type, depth);
    }

    private static Gen<object> Record(Type type, int depth)
    {
        var members = type.GetProperties().Where(p => p.CanWrite).ToArray();
        var values = members
            .Select(p => (Always: p.IsDefined(typeof(RequiredMemberAttribute)), Gen: Of(Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType, depth)))
            .Select(m => m.Always ? m.Gen.Select(v => (object?)v) : Gen.Frequency((2, Gen.Const((object?)null)), (1, m.Gen.Select(v => (object?)v))))
            .ToArray();
        return All(values).Select(given =>
        {
            var record = Activator.CreateInstance(type)!;
            for (var i = 0; i < members.Length; i++)
            {
                if (given[i] is { } value)
                {
                    members[i].SetValue(record, value);
                }
            }

            return record;
        });
    }

    private static Gen<object?[]> All(Gen<object?>[] values) => values.Aggregate(
        Gen.Const(Array.Empty<object?>()),
        (all, next) => Gen.Select(all, next).Select((done, value) => (object?[])[.. done, value]));

    private static Gen<T> Choice<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static ValueList<T> ListOf<T>(object[] items) => items.Cast<T>().ToValueList();

    /// <summary>Most events that chance makes lack a claim, or the relations between members that their type asks for.</summary>
    private static NegotiationEvent Mended(NegotiationEvent e)
    {
        ValueList<Claim> claims = e.Claims.Count == 0 ? [new Claim { By = "editor" }] : e.Claims;
        e = e with { Claims = claims.Select(c => c with { By = c.By ?? "x", Known = c.Known ?? new(2025, 12, 1) }).ToValueList() };
        return Related(e);
    }

    private static NegotiationEvent Related(NegotiationEvent e) => e switch
    {
        EventCorrected corrected => corrected with { Instead = Related(Named(corrected.Instead, corrected.Event.Value)) },
        VersionIntroduced introduced => introduced with { Points = introduced.Points.DistinctBy(p => p.Id).ToValueList() },
        PointsDisclosed disclosed => disclosed with { Points = disclosed.Points.DistinctBy(p => p.Id).ToValueList() },
        LineageStated stated => stated with { Links = stated.Links.Where(l => !(stated with { Links = [l] }).Faults().Any()).ToValueList() },
        DenialMade denial => denial with { Denies = [.. denial.Denies.Where(d => !(denial with { Denies = [d] }).Faults().Any()), new() { Event = new("x") }] },
        _ => e,
    };

    private static NegotiationEvent Named(NegotiationEvent e, string id) => e with { Id = new EventId(id) };
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using NegotiationSim.Domain;

namespace NegotiationSim.Store;

/// <summary>
/// What is stored of a what-if: a header, its edits and its rules, one event each, and what became of them. The names in
/// <see cref="WhatIfEvents"/> and the members here are the storage format.
/// </summary>
internal abstract record WhatIfEvent;

/// <summary>What a what-if is besides its edits and rules, and the versions that it builds on.</summary>
internal abstract record WhatIfHeader : WhatIfEvent
{
    protected WhatIfHeader()
    {
    }

    [SetsRequiredMembers]
    protected WhatIfHeader(WhatIf whatIf, Pin pin)
    {
        Why = whatIf.Why;
        Of = whatIf.Of;
        Fork = whatIf.Fork;
        KnownBy = whatIf.KnownBy;
        Policy = whatIf.Policy;
        BaseVersion = pin.Events;
        OfVersion = pin.Of;
    }

    public required string Why { get; init; }

    public WhatIfId? Of { get; init; }

    public required DateOnly Fork { get; init; }

    public DateOnly? KnownBy { get; init; }

    public ConflictPolicy Policy { get; init; }

    /// <summary>The number of events of the negotiation that it builds on.</summary>
    public required int BaseVersion { get; init; }

    /// <summary>The version of the what-if that it builds on.</summary>
    public long? OfVersion { get; init; }
}

/// <summary>A what-if was recorded: everything but its edits and rules, which follow. Stored as <c>what-if-forked</c>.</summary>
internal sealed record WhatIfForked : WhatIfHeader
{
    [JsonConstructor]
    public WhatIfForked()
    {
    }

    [SetsRequiredMembers]
    public WhatIfForked(WhatIf whatIf, Pin pin)
        : base(whatIf, pin)
    {
        Name = whatIf.Name;
        Negotiation = whatIf.Negotiation;
    }

    public required WhatIfId Name { get; init; }

    public required NegotiationId Negotiation { get; init; }
}

/// <summary>One edit. Stored as <c>what-if-edited</c>.</summary>
internal sealed record WhatIfEdited : WhatIfEvent
{
    public required Edit Edit { get; init; }
}

/// <summary>One rule by which events follow from events. Stored as <c>consequence-stated</c>.</summary>
internal sealed record ConsequenceStated : WhatIfEvent
{
    public required ConsequenceRule Rule { get; init; }
}

/// <summary>
/// The what-if was recorded again with other content: what stood of it no longer counts, its edits and rules follow.
/// Stored as <c>what-if-revised</c>.
/// </summary>
internal sealed record WhatIfRevised : WhatIfHeader
{
    [JsonConstructor]
    public WhatIfRevised()
    {
    }

    [SetsRequiredMembers]
    public WhatIfRevised(WhatIf whatIf, Pin pin)
        : base(whatIf, pin)
    {
    }
}

/// <summary>The what-if builds on other versions from here on. Stored as <c>what-if-rebased</c>.</summary>
internal sealed record WhatIfRebased : WhatIfEvent
{
    public required int BaseVersion { get; init; }

    public long? OfVersion { get; init; }
}

/// <summary>Between a what-if and the events stored of it.</summary>
internal static class WhatIfEvents
{
    /// <summary>Every event type with its stored name. A name that has been released is never changed.</summary>
    public static readonly IReadOnlyList<(Type Type, string Name)> All =
    [
        (typeof(WhatIfForked), "what-if-forked"),
        (typeof(WhatIfEdited), "what-if-edited"),
        (typeof(ConsequenceStated), "consequence-stated"),
        (typeof(WhatIfRevised), "what-if-revised"),
        (typeof(WhatIfRebased), "what-if-rebased"),
    ];

    /// <summary>The events that record a what-if: as a new one, or in place of what is recorded under its name.</summary>
    public static IReadOnlyList<WhatIfEvent> Of(WhatIf whatIf, Pin pin, bool isNew) =>
    [
        isNew ? new WhatIfForked(whatIf, pin) : new WhatIfRevised(whatIf, pin),
        .. whatIf.Edits.Select(e => new WhatIfEdited { Edit = e }),
        .. whatIf.Rules.Select(r => new ConsequenceStated { Rule = r }),
    ];

    /// <summary>The event type with this stored name; null when there is none.</summary>
    public static Type? Find(string name) => All.FirstOrDefault(t => t.Name == name).Type;

    /// <summary>The what-if that was recorded by these events; null when there are none.</summary>
    public static PinnedWhatIf? Fold(IReadOnlyList<WhatIfEvent> events)
    {
        WhatIf? whatIf = null;
        Pin? pin = null;
        var edits = new List<Edit>();
        var rules = new List<ConsequenceRule>();
        foreach (var e in events)
        {
            switch (e)
            {
                case WhatIfHeader h:
                    var (name, negotiation) = h is WhatIfForked f ? (f.Name, f.Negotiation) : (whatIf!.Name, whatIf.Negotiation);
                    whatIf = new WhatIf { Name = name, Negotiation = negotiation, Why = h.Why, Of = h.Of, Fork = h.Fork, KnownBy = h.KnownBy, Policy = h.Policy };
                    pin = new Pin(h.BaseVersion, h.OfVersion);
                    edits.Clear();
                    rules.Clear();
                    break;
                case WhatIfEdited edited:
                    edits.Add(edited.Edit);
                    break;
                case ConsequenceStated stated:
                    rules.Add(stated.Rule);
                    break;
                case WhatIfRebased rebased:
                    pin = new Pin(rebased.BaseVersion, rebased.OfVersion);
                    break;
                case var other:
                    throw new NotSupportedException($"Unknown event of a what-if {other.GetType().Name}.");
            }
        }

        return whatIf is null ? null : new(whatIf with { Edits = edits.ToValueList(), Rules = rules.ToValueList() }, pin!, events.Count);
    }
}

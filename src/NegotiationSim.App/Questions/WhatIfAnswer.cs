using NegotiationSim.Domain;

namespace NegotiationSim.App.Questions;

/// <summary>The answer of <c>negsim whatif run</c> and <c>show</c>: a what-if replayed over what it builds on.</summary>
/// <param name="Of">The what-if that it builds on; null: what was recorded.</param>
/// <param name="Policy">That of this replay.</param>
/// <param name="Recorded">What became of it: forked, revised, unchanged, dry-run, failed or rebased; null when it was only shown.</param>
/// <param name="Version">The version of the what-if; null when it is not recorded.</param>
/// <param name="Events">The number of events of the negotiation that it builds on.</param>
/// <param name="OfVersion">The version of the what-if that it builds on.</param>
/// <param name="Edits">The edits, with the events that each chose or brought.</param>
/// <param name="Rules">The names of its rules.</param>
/// <param name="Consequences">The firings of its rules, in order.</param>
/// <param name="Conflicts">Conflicts that its base does not have.</param>
/// <param name="Dropped">What the policy left out.</param>
/// <param name="Dependents">Events that depend on what is gone or replaced and stand all the same, each with what it depends on and how.</param>
/// <param name="Settled">Conflicts of its base that it does not have.</param>
/// <param name="Difference">From its base to it.</param>
public sealed record WhatIfAnswer(
    WhatIfId WhatIf,
    NegotiationId Negotiation,
    string Why,
    WhatIfId? Of,
    DateOnly Fork,
    DateOnly? KnownBy,
    ConflictPolicy Policy,
    string? Recorded,
    long? Version,
    int Events,
    long? OfVersion,
    ValueList<AnsweredEdit> Edits,
    ValueList<string> Rules,
    ValueList<AnsweredFiring> Consequences,
    ValueList<WhatIfConflict> Conflicts,
    ValueList<DroppedEvent> Dropped,
    ValueList<Dependent> Dependents,
    ValueList<Conflict> Settled,
    DiffAnswer Difference)
{
    public static WhatIfAnswer From(WhatIfReplay replay, Pin pin, string? recorded, long? version, DateOnly? on = null)
    {
        var whatIf = replay.WhatIf;
        return new(
            whatIf.Name,
            whatIf.Negotiation,
            whatIf.Why,
            whatIf.Of,
            whatIf.Fork,
            whatIf.KnownBy,
            whatIf.Policy,
            recorded,
            version,
            pin.Events,
            pin.Of,
            whatIf.Edits.Select((edit, i) => AnsweredEdit.Of(edit, replay.Overlay.Edited.Where(e => e.Edit == i))).ToValueList(),
            whatIf.Rules.Select(r => r.Name).ToValueList(),
            replay.Firings.Select(f => new AnsweredFiring(whatIf.Rules[f.Rule].Name, whatIf.Rules[f.Rule].Why, f.Trigger, f.Day, f.Events.Select(DiffEvent.Of).ToValueList())).ToValueList(),
            replay.Conflicts.ToValueList(),
            replay.Dropped.ToValueList(),
            replay.Dependents.ToValueList(),
            replay.Settled.ToValueList(),
            DiffAnswer.Of(DiffSide.Of(BaseOf(whatIf.Of, whatIf.KnownBy), replay.Base), replay.Base, DiffSide.Of(whatIf.Name.Value, replay.Timeline), replay.Timeline, on));
    }

    /// <summary>What a what-if builds on, as a side of <c>negsim diff</c> names it.</summary>
    public static string BaseOf(WhatIfId? of, DateOnly? knownBy) => $"{of ?? Domain.WhatIf.Real}{(knownBy is { } day ? $"@{day:yyyy-MM-dd}" : "")}";
}

/// <summary>One edit: what it does and why.</summary>
/// <param name="Kind">insert, remove, replace or retime.</param>
public sealed record AnsweredEdit(string Kind, string Why, ValueList<AnsweredChange> Events)
{
    public static AnsweredEdit Of(Edit edit, IEnumerable<EditedEvent> events) => new(
        edit.Insert is not null ? "insert" : edit.Remove is not null ? "remove" : edit.Replace is not null ? "replace" : "retime",
        edit.Why,
        events.Select(e => new AnsweredChange(e.Id, EventTypes.NameOf((e.After ?? e.Before!).Event), e.Before?.Event.Occurred, e.After?.Event.Occurred, (e.After ?? e.Before!).Event.Title)).ToValueList());
}

/// <summary>What an edit makes of one event.</summary>
/// <param name="Before">Its date without the edit; null: it is inserted.</param>
/// <param name="After">Its date with the edit; null: it is removed.</param>
public sealed record AnsweredChange(EventId Event, string Type, When? Before, When? After, string? Title);

/// <summary>A rule that fired, and what follows.</summary>
/// <param name="Trigger">The event that set it off, or that set the deadline that passed; null when a date did.</param>
/// <param name="Day">The day on which it fired.</param>
public sealed record AnsweredFiring(string Rule, string Why, EventId? Trigger, DateOnly Day, ValueList<DiffEvent> Events);

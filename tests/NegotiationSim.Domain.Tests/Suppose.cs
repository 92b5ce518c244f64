namespace NegotiationSim.Domain.Tests;

/// <summary>What-ifs in few words, and their replays.</summary>
internal static class Suppose
{
    public static WhatIf That(string fork, params Edit[] edits) => new()
    {
        Name = new("supposed"),
        Why = "to see",
        Negotiation = new("story"),
        Fork = Tell.Day(fork),
        Edits = edits.ToValueList(),
    };

    /// <summary>An event that happens, without claims of its own.</summary>
    public static Edit Insert(NegotiationEvent e) => new() { Why = "to see", Insert = e with { Claims = [] } };

    public static Edit Remove(string id) => Remove(Event(id));

    public static Edit Remove(EventMatch match) => new() { Why = "to see", Remove = match };

    /// <summary>Another event under the replaced one's id, without claims of its own.</summary>
    public static Edit Replace(string id, NegotiationEvent with) => new() { Why = "to see", Replace = Event(id), With = with.As(id) with { Claims = [] } };

    public static Edit Retime(string id, string to) => new() { Why = "to see", Retime = Event(id), To = When.Parse(to) };

    public static Edit Retime(string id, int days) => Retime(Event(id), days);

    public static Edit Retime(EventMatch match, int days) => new() { Why = "to see", Retime = match, Days = days };

    public static EventMatch Event(string id) => new() { Event = new(id) };

    public static WhatIf Policy(this WhatIf whatIf, ConflictPolicy policy) => whatIf with { Policy = policy };

    public static WhatIf Named(this WhatIf whatIf, string name) => whatIf with { Name = new(name) };

    public static WhatIf Rule(this WhatIf whatIf, string name, EventMatch when, params Consequence[] then) =>
        whatIf.Rule(new ConsequenceRule { Name = name, Why = "it follows", When = when, Then = then.ToValueList() });

    public static WhatIf Rule(this WhatIf whatIf, ConsequenceRule rule) => whatIf with { Rules = [.. whatIf.Rules, rule] };

    /// <summary>An event that follows; its date is filled in.</summary>
    public static Consequence Follows(NegotiationEvent e, int afterDays = 0, int? forDays = null) =>
        new() { Event = e with { Occurred = When.Unknown, Claims = [] }, AfterDays = afterDays, ForDays = forDays };

    public static WhatIfReplay Replayed(this Timeline basis, WhatIf whatIf)
    {
        var (replay, faults) = WhatIfReplay.Of(whatIf, basis);
        return replay.ShouldNotBeNull(string.Join("; ", faults));
    }

    public static WhatIfReplay Replayed(this Story story, WhatIf whatIf) => story.Timeline.Replayed(whatIf);

    /// <summary>What is wrong, as <c>member: reason</c>.</summary>
    public static IReadOnlyList<string> Faults(this Timeline basis, WhatIf whatIf)
    {
        var (replay, faults) = WhatIfReplay.Of(whatIf, basis);
        (replay is null).ShouldBe(faults.Count > 0);
        return [.. faults.Select(f => $"{f.Member}: {f.Reason}")];
    }

    public static IReadOnlyList<string> Faults(this Story story, WhatIf whatIf) => story.Timeline.Faults(whatIf);

    /// <summary>The ids of the dated events in force, in order.</summary>
    public static IEnumerable<string> Order(this Timeline timeline) => timeline.Events.Select(e => e.Id.Value);

    /// <summary>The new conflicts as <c>rule event</c> with what they go back to.</summary>
    public static IEnumerable<string> Told(this IEnumerable<WhatIfConflict> conflicts) =>
        conflicts.Select(c => $"{c.Conflict.Rule} {c.Conflict.Event}{(c.Edit is { } edit ? $" edit {edit}" : "")}{(c.Rule is { } rule ? $" rule {rule}" : "")}");

    public static Stance StanceOn(this Timeline timeline, string day, string party, string point) => timeline.On(Tell.Day(day)).Stance(party, point);
}

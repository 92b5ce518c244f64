using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using NegotiationSim.App.Questions;
using NegotiationSim.Domain;
using Wolverine.Http;

namespace NegotiationSim.App.Server.Api;

/// <summary>The parameters of an explanation.</summary>
public sealed record ExplainQuery : StateQuery
{
    [FromQuery(Name = "meeting")]
    public string? Meeting { get; set; }

    [FromQuery(Name = "event")]
    public string? Event { get; set; }

    internal SubjectNames Subjects => Subject with { Meeting = Asking.Given(Meeting), Event = Asking.Given(Event) };
}

/// <summary>The parameters of a history.</summary>
public sealed record HistoryQuery : TimelineQuery
{
    [FromQuery(Name = "point")]
    public string? Point { get; set; }

    [FromQuery(Name = "version")]
    public string? Version { get; set; }

    [FromQuery(Name = "issue")]
    public string? Issue { get; set; }

    [FromQuery(Name = "party")]
    public string? Party { get; set; }

    internal SubjectNames Subject => new(Asking.Given(Point), Asking.Given(Issue), Asking.Given(Version), Asking.Given(Party));
}

/// <summary>The parameters of a replay.</summary>
public sealed record ReplayQuery : TimelineQuery
{
    [FromQuery(Name = "from")]
    public string? From { get; set; }

    [FromQuery(Name = "to")]
    public string? To { get; set; }
}

/// <summary>The parameters of a difference.</summary>
public sealed record DiffQuery
{
    [FromQuery(Name = "a")]
    public string? A { get; set; }

    [FromQuery(Name = "b")]
    public string? B { get; set; }

    [FromQuery(Name = "on")]
    public string? On { get; set; }

    [FromQuery(Name = "from")]
    public string? From { get; set; }

    [FromQuery(Name = "to")]
    public string? To { get; set; }
}

/// <summary>The questions that the verbs answer too.</summary>
public static class Reads
{
    /// <summary>The negotiations recorded.</summary>
    [WolverineGet("/api/v1/negotiations", OperationId = "listNegotiations")]
    public static async Task<Read<ListAnswer>> Negotiations(HttpContext http, Asking asking)
    {
        Asking.RefuseUnknown(http, null);
        var answer = await ListAnswer.LoadAsync(asking.Ledgers.Store, http.RequestAborted);
        return new(() => answer);
    }

    /// <summary>One negotiation: who takes part, who must agree, issues and versions.</summary>
    [WolverineGet("/api/v1/negotiations/{negotiation}", OperationId = "getNegotiation")]
    public static async Task<Read<NegotiationAnswer>> Negotiation(string negotiation, [AsParameters] DateQuery query, HttpContext http, Asking asking)
    {
        var asked = await asking.AskAsync(http, negotiation, query);
        return new(() => NegotiationAnswer.Of(asked), asked);
    }

    /// <summary>Where every point, issue and version stood at the end of a date.</summary>
    [WolverineGet("/api/v1/negotiations/{negotiation}/state", OperationId = "getState")]
    public static async Task<Read<StateView>> State(string negotiation, [AsParameters] StateQuery query, HttpContext http, Asking asking)
    {
        var asked = await asking.AskAsync(http, negotiation, query);
        return new(() => StateQuestion.Answer(asked, query.Subject), asked);
    }

    /// <summary>The versions of plans known by a date.</summary>
    [WolverineGet("/api/v1/negotiations/{negotiation}/versions", OperationId = "listVersions")]
    public static async Task<Read<VersionsAnswer>> ListVersions(string negotiation, [AsParameters] DateQuery query, HttpContext http, Asking asking)
    {
        var asked = await asking.AskAsync(http, negotiation, query);
        return new(() => VersionsAnswer.Of(StateView.Of(asked.Timeline, asked.On)), asked);
    }

    /// <summary>The points known by a date, with every party's stance.</summary>
    [WolverineGet("/api/v1/negotiations/{negotiation}/points", OperationId = "listPoints")]
    public static async Task<Read<PointsAnswer>> Points(string negotiation, [AsParameters] StateQuery query, HttpContext http, Asking asking)
    {
        var asked = await asking.AskAsync(http, negotiation, query);
        return new(() => PointsAnswer.Of(StateQuestion.Answer(asked, query.Subject)), asked);
    }

    /// <summary>How the status and the stances of a point, version or issue ran over time.</summary>
    [WolverineGet("/api/v1/negotiations/{negotiation}/history", OperationId = "getHistory")]
    public static async Task<Read<HistoryAnswer>> History(string negotiation, [AsParameters] HistoryQuery query, HttpContext http, Asking asking)
    {
        var asked = await asking.AskAsync(http, negotiation, query);
        return new(() => HistoryQuestion.Answer(asked, query.Subject), asked);
    }

    /// <summary>The talks event by event, with what each changed.</summary>
    [WolverineGet("/api/v1/negotiations/{negotiation}/replay", OperationId = "getReplay")]
    public static async Task<Read<ReplayAnswer>> Replay(string negotiation, [AsParameters] ReplayQuery query, HttpContext http, Asking asking)
    {
        var asked = await asking.AskAsync(http, negotiation, query);
        return new(() => ReplayQuestion.Answer(asked.Timeline, asking.Date(query.From, "from"), asking.Date(query.To, "to")), asked);
    }

    /// <summary>Why a point, version, issue or meeting stands as it does: the events behind it and who claims them.</summary>
    [WolverineGet("/api/v1/negotiations/{negotiation}/explain", OperationId = "explain")]
    public static async Task<Read<Explanation>> Explain(string negotiation, [AsParameters] ExplainQuery query, HttpContext http, Asking asking)
    {
        var asked = await asking.AskAsync(http, negotiation, query);
        return string.IsNullOrEmpty(query.Event)
            ? new(() => ExplainQuestion.Answer(asked, query.Subjects).OfSubject!, asked)
            : throw new BadQuestion("event", $"One event is explained at /api/v1/negotiations/{negotiation}/events/{query.Event}");
    }

    /// <summary>One event: its claims, what was said about it, what led to it and what it changed.</summary>
    [WolverineGet("/api/v1/negotiations/{negotiation}/events/{eventId}", OperationId = "getEvent")]
    public static async Task<Read<EventExplanation>> Event(string negotiation, string eventId, [AsParameters] TimelineQuery query, HttpContext http, Asking asking)
    {
        var asked = await asking.AskAsync(http, negotiation, query);
        return new(() => ExplainQuestion.Answer(asked, new SubjectNames(Event: eventId)).OfEvent!, asked);
    }

    /// <summary>In what two timelines differ: the recorded one, what-ifs, what they build on, each as known by a date.</summary>
    [WolverineGet("/api/v1/negotiations/{negotiation}/diff", OperationId = "getDiff")]
    public static async Task<Read<DiffAnswer>> Diff(string negotiation, [AsParameters] DiffQuery query, HttpContext http, Asking asking)
    {
        Asking.RefuseUnknown(http, typeof(DiffQuery));
        var timelines = await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted);
        var (answer, _, _) = await DiffQuestion.AnswerAsync(
            timelines, asking.Side(query.A, "a"), asking.Side(query.B, "b"), asking.Date(query.On, "on"), asking.Date(query.From, "from"), asking.Date(query.To, "to"), http.RequestAborted);
        return new(() => answer);
    }

    /// <summary>The what-ifs of a negotiation.</summary>
    [WolverineGet("/api/v1/negotiations/{negotiation}/what-ifs", OperationId = "listWhatIfs")]
    public static async Task<Read<WhatIfListAnswer>> WhatIfs(string negotiation, HttpContext http, Asking asking)
    {
        Asking.RefuseUnknown(http, null);
        var timelines = await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted);
        var answer = await WhatIfListAnswer.LoadAsync(asking.Ledgers.Store, timelines.Ledger, http.RequestAborted);
        return new(() => answer);
    }

    /// <summary>A what-if, replayed: why, edits, consequences, conflicts and what differs.</summary>
    [WolverineGet("/api/v1/negotiations/{negotiation}/what-ifs/{whatIf}", OperationId = "getWhatIf")]
    public static async Task<Read<WhatIfAnswer>> ShowWhatIf(string negotiation, string whatIf, [AsParameters] OnQuery query, HttpContext http, Asking asking)
    {
        Asking.RefuseUnknown(http, typeof(OnQuery));
        var timelines = await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted);
        var (forked, pinned) = await timelines.ForkedAsync(new WhatIfId(whatIf), http.RequestAborted);
        var answer = WhatIfAnswer.From(forked.Replay, pinned.Pin, null, pinned.Version, asking.Date(query.On, "on")?.In(forked.Timeline, "on"));
        return new(() => answer);
    }
}

/// <summary>The parameter of a read that can be cut down to what differs on a date.</summary>
public sealed record OnQuery
{
    [FromQuery(Name = "on")]
    public string? On { get; set; }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Recording;
using NegotiationSim.Domain;
using NegotiationSim.Store;
using Wolverine;
using Wolverine.Http;

namespace NegotiationSim.App.Server.Api;

/// <summary>The parameter of a write.</summary>
public sealed record WriteQuery
{
    [FromQuery(Name = "dryRun")]
    public string? DryRun { get; set; }

    internal bool IsDryRun => Asking.IsTrue(DryRun, "dryRun");
}

/// <summary>What changes a negotiation or its what-ifs.</summary>
public static class Writes
{
    /// <summary>
    /// Records events: all of them or none. Needs <c>If-Match</c> with the negotiation's ETag, or <c>If-None-Match: *</c> to begin
    /// one. Sent again, the same events are recorded no second time and need no newer tag: their ids make a request repeatable.
    /// </summary>
    [WolverinePost("/api/v1/negotiations/{negotiation}/events", OperationId = "recordEvents")]
    [Takes("A list of events; one alone and a whole negotiation are taken too.", true, "application/x-ndjson", "application/yaml")]
    [ProducesResponseType<RecordAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status428PreconditionRequired, "application/problem+json")]
    public static async Task<IResult> Record(string negotiation, [AsParameters] WriteQuery query, HttpContext http, [NotBody] Asking asking, IMessageBus bus)
    {
        Asking.RefuseUnknown(http, typeof(WriteQuery));
        var body = await Bodies.EventsAsync(http);
        var id = new NegotiationId(negotiation);
        if (body.Negotiation is { } other && other != id)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, $"The body is of the negotiation '{other}', not '{id}'", new ProblemError("another negotiation than in the address", Pointer: "#/negotiation"));
        }

        var expected = Expected(http);
        var before = expected == StoredLedger.NoneTag && body.Events.OfType<NegotiationOpened>().Any()
            ? await asking.Ledgers.Store.LoadAsync(id, http.RequestAborted)
            : (await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted)).Stored;
        var outcome = await bus.InvokeAsync<RecordingOutcome>(new RecordEvents(id, body.Events, query.IsDryRun, expected), http.RequestAborted);
        switch (outcome.Decision)
        {
            case null:
                throw new ProblemException(StatusCodes.Status412PreconditionFailed, $"{id} was recorded to since: it has {Counted.Of((int)outcome.Version, "event")} now. Read it again, and decide again.", new ProblemError("stale", "If-Match"));
            case Decision.Refused refused:
                throw new ProblemException(
                    StatusCodes.Status422UnprocessableEntity,
                    "Refused, nothing was recorded.",
                    refused.Refusals.Select(r => new ProblemError($"{r.Event}: {r.Reason}", Pointer: body.Negotiation is null ? Bodies.Pointer($"{r.Index}", r.Member) : Bodies.Pointer("events", $"{r.Index}", r.Member))));
            case Decision.Admitted admitted:
                // Not of what others have recorded since: whoever writes next against this tag has seen what it stands for.
                var now = query.IsDryRun ? before : (await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted)).Stored with { Version = outcome.Version };
                http.Response.Headers.ETag = $"\"{now.Tag}\"";
                return Results.Json(RecordAnswer.Of(before.Ledger, admitted, query.IsDryRun), DomainJson.Answers);
            default:
                throw new NotSupportedException($"Unknown decision {outcome.Decision.GetType().Name}.");
        }
    }

    /// <summary>Records a what-if, new or in place of the one of its name, and replays it. With <c>dryRun=true</c> it is only replayed.</summary>
    [WolverinePost("/api/v1/negotiations/{negotiation}/what-ifs", OperationId = "recordWhatIf")]
    [Takes("A what-if, in the form of a file.", false, "application/yaml")]
    [ProducesResponseType<WhatIfAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType<WhatIfAnswer>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public static async Task<IResult> RecordWhatIf(string negotiation, [AsParameters] WriteQuery query, HttpContext http, [NotBody] Asking asking, IMessageBus bus)
    {
        Asking.RefuseUnknown(http, typeof(WriteQuery));
        var whatIf = await Bodies.WhatIfAsync(http);
        var timelines = await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted);
        if (whatIf.Negotiation != timelines.Ledger.Negotiation)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, $"The body is of the negotiation '{whatIf.Negotiation}', not '{negotiation}'", new ProblemError("another negotiation than in the address", Pointer: "#/negotiation"));
        }

        var command = new RecordWhatIf(whatIf);
        var outcome = query.IsDryRun
            ? RecordWhatIfHandler.Handle(command, await RecordWhatIfHandler.LoadAsync(command, asking.Ledgers.Store, http.RequestAborted)).Item1
            : await bus.InvokeAsync<ForkOutcome>(command, http.RequestAborted);
        switch (outcome.Decision)
        {
            case ForkDecision.Refused refused:
                throw Refused($"{whatIf.Name} does not apply; nothing was recorded.", refused.Faults);
            case ForkDecision.Failed failed:
                throw new ProblemException(
                    StatusCodes.Status422UnprocessableEntity,
                    $"{whatIf.Name} has conflicts, and its policy is to fail; nothing was recorded.",
                    failed.Forked.Replay.Conflicts.Select(c => new ProblemError($"{c.Conflict.Event}, {c.Conflict.Rule}: {c.Conflict.Message}")));
            case ForkDecision.Admitted admitted:
                var recorded = query.IsDryRun ? "dry-run" : DomainJson.Text(admitted.Change);
                var answer = WhatIfAnswer.From(admitted.Forked.Replay, admitted.Pin, recorded, query.IsDryRun ? null : outcome.Version);
                var isNew = !query.IsDryRun && admitted.Change == ForkChange.Forked;
                http.Response.Headers.Location = isNew ? $"/api/v1/negotiations/{negotiation}/what-ifs/{whatIf.Name}" : default;
                return Results.Json(answer, DomainJson.Answers, statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
            default:
                throw new NotSupportedException($"Unknown decision {outcome.Decision.GetType().Name}.");
        }
    }

    /// <summary>Lets a what-if build on all that is recorded by now, and tells what that changes in it.</summary>
    [WolverinePost("/api/v1/negotiations/{negotiation}/what-ifs/{whatIf}/rebase", OperationId = "rebaseWhatIf")]
    [ProducesResponseType<RebaseAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public static async Task<IResult> Rebase(string negotiation, string whatIf, [AsParameters] WriteQuery query, HttpContext http, [NotBody] Asking asking, IMessageBus bus)
    {
        Asking.RefuseUnknown(http, typeof(WriteQuery));
        var timelines = await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted);
        var command = new RebaseWhatIf(timelines.Ledger.Negotiation, new WhatIfId(whatIf), query.IsDryRun);
        var outcome = await bus.InvokeAsync<RebaseOutcome>(command, http.RequestAborted);
        return outcome.Decision switch
        {
            null => throw await timelines.NoWhatIfAsync(command.Name, "whatIf", http.RequestAborted),
            RebaseDecision.Admitted admitted => Results.Json(RebaseAnswer.Of(command, outcome.Before!, admitted), DomainJson.Answers),
            var refused => throw Kept(StatusCodes.Status422UnprocessableEntity, WhatIfRefusal.Of(command.Name, refused)!),
        };
    }

    /// <summary>Deletes a what-if; refused while others build on it.</summary>
    [WolverineDelete("/api/v1/negotiations/{negotiation}/what-ifs/{whatIf}", OperationId = "deleteWhatIf")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public static async Task<IResult> DeleteWhatIf(string negotiation, string whatIf, HttpContext http, [NotBody] Asking asking)
    {
        Asking.RefuseUnknown(http, null);
        var timelines = await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted);
        var (store, id) = (asking.Ledgers.Store.WhatIfs, new WhatIfId(whatIf));
        _ = await store.LoadAsync(timelines.Ledger.Negotiation, id, cancellation: http.RequestAborted) ?? throw await timelines.NoWhatIfAsync(id, "whatIf", http.RequestAborted);
        var refusal = WhatIfRefusal.OfDeletion(id, await store.DeleteAsync(timelines.Ledger.Negotiation, id, http.RequestAborted));
        return refusal is null ? Results.NoContent() : throw Kept(StatusCodes.Status409Conflict, refusal);
    }

    /// <summary>The tag of the ledger that a write is meant for; null: whatever is recorded in it.</summary>
    private static string? Expected(HttpContext http)
    {
        if (http.Request.Headers.IfNoneMatch == "*")
        {
            return StoredLedger.NoneTag;
        }

        return http.Request.Headers.IfMatch.ToString() is { Length: > 0 } tag
            ? tag == "*" ? null : tag.Trim('"')
            : throw new ProblemException(StatusCodes.Status428PreconditionRequired, "Say with If-Match which version this is meant for: the ETag of the negotiation, or If-None-Match: * to begin one.", new ProblemError("missing", "If-Match"));
    }

    private static ProblemException Refused(string detail, IEnumerable<WhatIfFault> faults) =>
        new(StatusCodes.Status422UnprocessableEntity, detail, faults.Select(f => new ProblemError(f.Reason, Pointer: Bodies.Pointer(f.Member))));

    private static ProblemException Kept(int status, WhatIfRefusal refusal) =>
        new(status, refusal.Message, refusal.Reasons.Select(r => new ProblemError(r.Reason, Pointer: r.Member is null ? null : Bodies.Pointer(r.Member))));
}

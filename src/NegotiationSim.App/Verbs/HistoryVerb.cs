using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim history</c>: how the stances and the status of a point, version or issue ran over time.</summary>
internal static class HistoryVerb
{
    public static Command Create()
    {
        var subject = new SubjectOptions();
        var verb = Verb.Create(
            "history",
            "How the status and the stances of a point, version or issue ran over time: from, until, stance, cause.",
            "ukraine-2025 --point US-28/21",
            "ukraine-2025 --version GVA-19 --party RUS --known-by 2025-12-02",
            "ukraine-2025 --issue territory --json");
        var question = new Question(verb, isOnADate: false, subject.Point, subject.Version, subject.Issue, subject.Party);
        return verb.Does(async call =>
        {
            var timeline = await question.TimelineAsync(call);
            var (kind, id) = SubjectOf(call, subject, timeline);
            var party = SubjectOptions.Get<PartyId>(call, subject.Party, timeline);
            var history = Domain.History.Of(timeline);
            var answer = new HistoryAnswer(
                timeline.Ledger.Negotiation,
                DomainJson.Text(kind),
                id,
                timeline.KnownBy,
                timeline.WhatIf,
                party is null ? history.Of(new Subject(kind, id, null)).ToValueList() : [],
                history.Subjects
                    .Where(s => s.Kind == kind && s.Id == id && s.Party is not null && (party is null || s.Party == party))
                    .OrderBy(s => s.Party)
                    .Select(s => new CellHistory(s.Party!.Value, history.Of(s).ToValueList()))
                    .ToValueList(),
                kind == SubjectKind.Version
                    ? StateView.Of(timeline, DateOnly.MaxValue).Versions.Where(v => v.Version.Value == id)
                        .SelectMany(v => v.Unnamed).Where(set => party is null || set.Party == party).ToValueList()
                    : []);
            return question.Print(call, answer, () => new HistoryText(call.Terminal.Out, call.Glyphs).Write(answer));
        });
    }

    private static (SubjectKind Kind, string Id) SubjectOf(Call call, SubjectOptions options, Timeline timeline)
    {
        (SubjectKind, string)?[] given =
        [
            SubjectOptions.Get<PointId>(call, options.Point, timeline) is { } p ? (SubjectKind.Point, p.Value) : null,
            SubjectOptions.Get<VersionId>(call, options.Version, timeline) is { } v ? (SubjectKind.Version, v.Value) : null,
            SubjectOptions.Get<IssueId>(call, options.Issue, timeline) is { } i ? (SubjectKind.Issue, i.Value) : null,
        ];
        return given.Count(g => g is not null) == 1
            ? given.First(g => g is not null)!.Value
            : throw new CommandException(ExitCode.BadInput, "Name exactly one of --point, --version, --issue.");
    }
}

/// <summary>The answer of <c>negsim history</c>.</summary>
/// <param name="Kind">point, version or issue.</param>
/// <param name="Status">The intervals of its status; empty for an issue or when one party is asked for.</param>
/// <param name="Cells">The intervals of each party that ever declared something on it.</param>
/// <param name="Unnamed">Stances on some points of the version, which ones not said, that stand to this day.</param>
internal sealed record HistoryAnswer(
    NegotiationId Negotiation, string Kind, string Subject, DateOnly? KnownBy, WhatIfId? WhatIf, ValueList<Interval> Status, ValueList<CellHistory> Cells,
    ValueList<UnnamedView> Unnamed);

/// <summary>One party's intervals.</summary>
internal sealed record CellHistory(PartyId Party, ValueList<Interval> Intervals);

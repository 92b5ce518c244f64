using NegotiationSim.App.Questions;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Server.Pages;

/// <summary>A cell as addresses name it, <c>point:US-28/21:RUS</c>; without a party, the status and all cells of the row.</summary>
public sealed record CellName(SubjectKind Kind, string Id, PartyId? Party)
{
    /// <exception cref="BadQuestion">It is none, or names what is not there.</exception>
    public static CellName Parse(string text, Timeline timeline)
    {
        var parts = text.Split(':');
        var (id, party) = (parts.Length > 1 ? parts[1] : null, SubjectNames.In<PartyId>(timeline, parts.Length > 2 ? parts[2] : null, "party"));
        return (parts[0], id) switch
        {
            ("point", not null) => new(SubjectKind.Point, SubjectNames.In<PointId>(timeline, id, "point")!.Value.Value, party),
            ("version", not null) => new(SubjectKind.Version, SubjectNames.In<VersionId>(timeline, id, "version")!.Value.Value, party),
            ("issue", not null) => new(SubjectKind.Issue, SubjectNames.In<IssueId>(timeline, id, "issue")!.Value.Value, party),
            _ => throw new BadQuestion("cell", $"'{text}' is not a cell: expected point:US-28/21:RUS, or version: or issue: likewise"),
        };
    }

    public Explanation Explain(Asked asked) => Kind switch
    {
        SubjectKind.Point => Explanation.Of(asked.Timeline, asked.On, PointId.Of(Id), Party),
        SubjectKind.Version => Explanation.Of(asked.Timeline, asked.On, VersionId.Of(Id), Party),
        _ => Explanation.Of(asked.Timeline, asked.On, IssueId.Of(Id), Party),
    };

    /// <summary>The intervals of the cell, or of the status.</summary>
    public IReadOnlyList<Interval> History(Asked asked) => asked.History.Of(new Subject(Kind, Id, Party));
}

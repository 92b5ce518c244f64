using System.CommandLine;
using NegotiationSim.App.Questions;

namespace NegotiationSim.App.CommandLine;

/// <summary>The options that name a point, version, issue, meeting, event or party.</summary>
internal sealed class SubjectOptions
{
    public Option<string?> Point { get; } = Parameters.Text("--point", "P", "A point or sub-point: US-28/21, US-28/10b.");

    public Option<string?> Issue { get; } = Parameters.Text("--issue", "I", "An issue: territory.");

    public Option<string?> Version { get; } = Parameters.Text("--version", "V", "A version of a plan: US-28.");

    public Option<string?> Meeting { get; } = Parameters.Text("--meeting", "M", "A meeting.");

    public Option<string?> Event { get; } = Parameters.Text("--event", "E", "An event, as 'negsim replay' names it.");

    public Option<string?> Party { get; } = Parameters.Text("--party", "X", "Only this party: RUS.");

    /// <summary>The names given in a call; those whose option the verb does not have are not.</summary>
    public SubjectNames Of(Call call) => new(call.Get(Point), call.Get(Issue), call.Get(Version), call.Get(Party), call.Get(Meeting), call.Get(Event));
}

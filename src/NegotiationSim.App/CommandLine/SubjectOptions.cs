using System.CommandLine;
using NegotiationSim.Domain;

namespace NegotiationSim.App.CommandLine;

/// <summary>The options that name a point, version, issue, meeting, event or party, and the check that the ledger knows it.</summary>
internal sealed class SubjectOptions
{
    public Option<string?> Point { get; } = Parameters.Text("--point", "P", "A point or sub-point: US-28/21, US-28/10b.");

    public Option<string?> Issue { get; } = Parameters.Text("--issue", "I", "An issue: territory.");

    public Option<string?> Version { get; } = Parameters.Text("--version", "V", "A version of a plan: US-28.");

    public Option<string?> Meeting { get; } = Parameters.Text("--meeting", "M", "A meeting.");

    public Option<string?> Event { get; } = Parameters.Text("--event", "E", "An event, as 'negsim replay' names it.");

    public Option<string?> Party { get; } = Parameters.Text("--party", "X", "Only this party: RUS.");

    /// <summary>
    /// The name given with an option, once the ledger or a what-if's event is known to have it; null when the option was not
    /// given.
    /// </summary>
    /// <exception cref="CommandException">No event has such a name.</exception>
    public static T? Get<T>(Call call, Option<string?> option, Timeline timeline)
        where T : struct, IIdentifier<T>
    {
        if (call.Get(option) is not { } name)
        {
            return null;
        }

        var known = new HashSet<string>();
        foreach (var e in timeline.Ledger.Events.Concat(timeline.WhatIf is null ? [] : timeline.Events.Concat(timeline.Undated).Select(entry => entry.Event)))
        {
            if (typeof(T) == typeof(EventId))
            {
                known.Add(e.Id.Value);
                continue;
            }

            foreach (var reference in References.Of(e))
            {
                if (reference.Kind == typeof(T))
                {
                    known.Add(reference.Name);
                }
            }
        }

        if (known.Contains(name))
        {
            return T.Of(name);
        }

        var word = option.Name.TrimStart('-');
        var hint = Nearest.Of(name, known) is { } near ? $"did you mean '{near}'?"
            : known.Count is > 0 and <= 40 ? $"there are {string.Join(", ", known.Order(StringComparer.Ordinal))}"
            : $"see 'negsim {(typeof(T) == typeof(EventId) ? "replay" : "state")}' for those there are";
        throw new CommandException(ExitCode.BadInput, $"{timeline.Ledger.Negotiation} has no {word} '{name}': {hint}");
    }
}

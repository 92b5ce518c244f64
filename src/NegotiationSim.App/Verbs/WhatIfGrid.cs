using System.Globalization;
using System.Text.RegularExpressions;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Recording;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim whatif run --grid</c>: varies one edit, and shows where the outcome flips.</summary>
internal static partial class WhatIfGrid
{
    private const string Forms = "'edits[0].days=0..30', 'edits[0].days=0..90/10' (every tenth), 'edits[0].to=2025-12-01..2025-12-31' or 'edits[0].insert.occurred=2025-12-01..2025-12-31'";

    /// <summary>Standings of a flip that are named.</summary>
    private const int FlipsNamed = 12;

    public static async Task<int> RunAsync(Call call, string file, string range, ConflictPolicy? policy, bool json)
    {
        var document = WhatIfVerb.Read(file);
        var whatIf = policy is { } p ? document.Content with { Policy = p } : document.Content;
        var (edit, member, values) = Values(whatIf, range);
        await using var store = await call.OpenStoreAsync();
        var ledger = await WhatIfRunVerb.RequireNegotiationAsync(call, store, document);
        var loaded = await ForkBasis.LoadAsync(whatIf, store, call.Cancellation);

        // The file's own value decides whether the rest of it is sound. Conflicts are an outcome like others here.
        var decision = Forking.Decide(whatIf with { Policy = whatIf.Policy == ConflictPolicy.Fail ? ConflictPolicy.Report : whatIf.Policy }, loaded.Before, loaded.Bases, ledger);
        if (decision is ForkDecision.Refused refused && refused.Faults.Any(f => !f.Member.StartsWith($"edits[{edit}]", StringComparison.Ordinal)))
        {
            throw new CommandException(ExitCode.BadInput, WhatIfVerb.Told(document, refused.Faults));
        }

        var pin = Forking.PinOf(whatIf, loaded.Before, loaded.Bases, ledger);
        var basis = ForkedTimeline.BaseOf(ledger.At(pin.Events), [.. loaded.Bases.Select(b => b.WhatIf)], whatIf.KnownBy);
        IReadOnlyList<GridRange> ranges = [];
        await ProgressBar.DuringAsync(call.Terminal, async report =>
        {
            var count = 0;
            var watch = System.Diagnostics.Stopwatch.StartNew();
            ranges = await Task.Run(
                () => Grid.Of(whatIf, edit, values, basis, () => report(new("replaying", (double)Interlocked.Increment(ref count) / values.Count)), call.Cancellation),
                call.Cancellation);
            return $"{Counted.Of(values.Count, "replay")} of {whatIf.Name} in {watch.ElapsedMilliseconds} ms; nothing was recorded.";
        });

        var answer = new GridAnswer(whatIf.Name, whatIf.Negotiation, $"edits[{edit}].{member}", whatIf.Edits[edit].Why, values.Count, pin.Events, ranges.ToValueList());
        if (json)
        {
            Terminal.Json(answer);
        }
        else
        {
            Write(new Page(call.Terminal.Out), call.Glyphs, answer);
        }

        return ExitCode.Done;
    }

    private static void Write(Page page, Glyphs glyphs, GridAnswer answer)
    {
        page.Line($"What-if [bold]{answer.WhatIf}[/] of {answer.Negotiation}, {answer.Member} varied over {Counted.Of(answer.Values, "value")}");
        page.Text($"Why: {answer.Why}", indent: 2);
        page.Text(answer.Ranges.Count == 1 ? "The outcome is the same for all of them." : $"The outcome flips {Counted.Of(answer.Ranges.Count - 1, "time")}.");
        page.Line();
        var table = new PlainTable("Values", "First difference", "Points that end differently", "Conflicts", "Dropped", "");
        foreach (var r in answer.Ranges)
        {
            table.AddRow(
                r.First == r.Last ? r.First : $"{r.First} to {r.Last}",
                r.EarliestDifference?.ToString("yyyy-MM-dd") ?? "none",
                r.Outcome.Fault is null ? $"{r.Outcome.Points}" : "",
                r.Outcome.Fault is null ? $"{r.Outcome.Conflicts.Count}" : "",
                r.Outcome.Fault is null ? $"{r.Outcome.Dropped.Count}" : "",
                r.Outcome.Fault is { } fault ? $"not possible: {fault}" : "");
        }

        page.Table(table);
        for (var i = 1; i < answer.Ranges.Count; i++)
        {
            var flips = Flips(answer.Ranges[i - 1].Outcome, answer.Ranges[i].Outcome, glyphs).ToList();
            if (flips.Count > 0)
            {
                page.Line();
                page.Line($"[bold]At {answer.Ranges[i].First}[/]");
                flips.Take(FlipsNamed).ToList().ForEach(f => page.Text(f, indent: 2));
                if (flips.Count > FlipsNamed)
                {
                    page.Text($"and {flips.Count - FlipsNamed} more; see --json", indent: 2);
                }
            }
        }
    }

    private static IEnumerable<string> Flips(GridOutcome before, GridOutcome after, Glyphs glyphs)
    {
        if (before.Fault is not null || after.Fault is not null)
        {
            yield break;
        }

        var (old, now) = (before.Standings.ToDictionary(s => s.Subject, s => s.Standing), after.Standings.ToDictionary(s => s.Subject, s => s.Standing));
        foreach (var subject in old.Keys.Union(now.Keys))
        {
            if (!old.TryGetValue(subject, out var was) | !now.TryGetValue(subject, out var isNow) || was != isNow)
            {
                var who = subject.Party is { } party ? $"{party} on {subject.Id}" : subject.Id;
                yield return $"{who}: {(old.ContainsKey(subject) ? glyphs.Of(was) : "as in the base")} {glyphs.Arrow} {(now.ContainsKey(subject) ? glyphs.Of(isNow) : "as in the base")}";
            }
        }

        foreach (var (rule, id) in after.Conflicts.Where(c => !before.Conflicts.Contains(c)))
        {
            yield return $"conflict: {id}, {rule}";
        }

        foreach (var (rule, id) in before.Conflicts.Where(c => !after.Conflicts.Contains(c)))
        {
            yield return $"no longer a conflict: {id}, {rule}";
        }

        foreach (var id in after.Dropped.Where(d => !before.Dropped.Contains(d)))
        {
            yield return $"dropped: {id}";
        }

        foreach (var id in before.Dropped.Where(d => !after.Dropped.Contains(d)))
        {
            yield return $"no longer dropped: {id}";
        }
    }

    /// <summary>The edit and its values.</summary>
    /// <exception cref="CommandException">The text is no range, or the what-if has no such edit.</exception>
    private static (int Edit, string Member, IReadOnlyList<GridValue> Values) Values(WhatIf whatIf, string text)
    {
        var match = Range().Match(text);
        if (!match.Success || !int.TryParse(match.Groups["edit"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            throw new CommandException(ExitCode.BadInput, $"--grid '{text}': expected {Forms}");
        }

        var member = match.Groups["member"].Value;
        var edit = index < whatIf.Edits.Count ? whatIf.Edits[index]
            : throw new CommandException(ExitCode.BadInput, $"--grid '{text}': {whatIf.Name} has {Counted.Of(whatIf.Edits.Count, "edit")}, counted from 0");
        var isOfEdit = member switch { "insert.occurred" => edit.Insert is not null, _ => edit.Retime is not null };
        if (!isOfEdit)
        {
            throw new CommandException(ExitCode.BadInput, $"--grid '{text}': edits[{index}] is no {(member == "insert.occurred" ? "insert" : "retime")}");
        }

        var isDays = member == "days";
        if (Number(match.Groups["from"].Value, isDays) is not { } from || Number(match.Groups["to"].Value, isDays) is not { } to
            || !int.TryParse(match.Groups["step"] is { Success: true } s ? s.Value : "1", NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            || step == 0 || to < from)
        {
            throw new CommandException(ExitCode.BadInput, $"--grid '{text}': expected {Forms}, the smaller value first");
        }

        var count = ((to - from) / step) + 1;
        if (count > Limits.GridValues)
        {
            throw new CommandException(ExitCode.BadInput, $"--grid '{text}': {count} values, expected at most {Limits.GridValues}");
        }

        return (index, member, [.. Enumerable.Range(0, count).Select(i => Value(edit, member, from + (i * step)))]);
    }

    private static GridValue Value(Edit edit, string member, int number)
    {
        if (member == "days")
        {
            return new(number.ToString(CultureInfo.InvariantCulture), edit with { To = null, Days = number });
        }

        var day = DateOnly.FromDayNumber(number);
        return new(
            day.ToString("yyyy-MM-dd"),
            member == "to" ? edit with { To = When.Day(day), Days = null } : edit with { Insert = edit.Insert! with { Occurred = When.Day(day) } });
    }

    private static int? Number(string text, bool isDays) =>
        isDays ? int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) && days is >= -36_500 and <= 36_500 ? days : null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= Limits.FirstYear and <= Limits.LastYear ? day.DayNumber
        : null;

    [GeneratedRegex(@"^edits\[(?<edit>[0-9]+)\]\.(?<member>days|to|insert\.occurred)=(?<from>[-0-9]+)\.\.(?<to>[-0-9]+)(/(?<step>[0-9]+))?\z")]
    private static partial Regex Range();
}

/// <summary>The answer of <c>negsim whatif run --grid</c>.</summary>
/// <param name="Member">What was varied, <c>edits[0].days</c>.</param>
/// <param name="Why">The reason of the edit.</param>
/// <param name="Values">How many values there were.</param>
/// <param name="Events">The number of events of the negotiation that it builds on.</param>
/// <param name="Ranges">Neighbours that end alike, in the order of the values.</param>
internal sealed record GridAnswer(WhatIfId WhatIf, NegotiationId Negotiation, string Member, string Why, int Values, int Events, ValueList<GridRange> Ranges);

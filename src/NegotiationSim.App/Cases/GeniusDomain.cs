using System.Globalization;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Cases;

/// <summary>GENIUS's domains: the issues, discrete ones with their values, integer ones with their bounds.</summary>
/// <remarks>GENIUS 10.4, <c>DomainImpl</c>, <c>IssueDiscrete</c>, <c>IssueInteger</c>; Lin, Kraus, Baarslag, Tykhonov, Hindriks and Jonker 2014.</remarks>
internal static class GeniusDomain
{
    public const string Root = "negotiation_template";

    /// <summary>The most issues, and values of a discrete one.</summary>
    private const int MostItems = Limits.ListItems;

    private const int LeastBound = -1_000_000_000;
    private const int MostBound = 1_000_000_000;

    /// <summary>The issues in the order of their numbers; what is wrong goes to the errors, what is odd to the notes.</summary>
    public static IReadOnlyList<SettlementIssue> Read(string file, XmlElement root, ErrorList errors, List<string> notes)
    {
        root.Expect(errors, GeniusProfile.Root);
        if (root.Only(GeniusProfile.Root, errors) is not { } space)
        {
            return [];
        }

        space.Expect(errors, "objective");
        if (space.Only("objective", errors) is not { } objective)
        {
            return [];
        }

        Flat(objective, errors, "issue", "weight");
        var issues = new List<SettlementIssue>();
        foreach (var element in objective.Named("issue"))
        {
            if (Issue(file, element, errors) is { } issue)
            {
                Different(issue.At.At, $"{issue.Number}", issues.Select(i => $"{i.Number}"), "index", errors);
                Different(issue.At.At, issue.Name, issues.Select(i => i.Name), "name", errors);
                issues.Add(issue);
            }
        }

        if (!objective.Named("issue").Any())
        {
            errors.Add(objective.At, "no 'issue' in 'objective': there is nothing to agree on");
        }
        else if (issues.Count > MostItems)
        {
            errors.Add(objective.At, $"{issues.Count} issues, expected at most {MostItems}");
        }

        if (space.Find("number_of_issues") is { } said && said.Value != issues.Count.ToString(CultureInfo.InvariantCulture))
        {
            notes.Add($"The domain says that it has {Cell.Shown(said.Value)} issues and lists {issues.Count}, which are taken.");
        }

        return [.. issues.OrderBy(i => i.Number)];
    }

    /// <summary>Objectives may be trees in GENIUS; here they are lists.</summary>
    public static void Flat(XmlElement objective, ErrorList errors, params string[] expected)
    {
        foreach (var inner in objective.Named("objective"))
        {
            errors.Add(inner.At, "an objective within an objective; expected issues directly in the first objective");
        }

        objective.Expect(errors, [.. expected, "objective"]);
    }

    /// <summary>The number of an issue: the attribute <c>index</c>.</summary>
    public static int? Index(XmlElement element, ErrorList errors) =>
        element.Required("index", errors) is { } index ? Values.Whole(index.Value, index.At, "index", 0, int.MaxValue, errors) : null;

    /// <summary>Whether an issue is one of whole numbers. Neither that nor discrete is an error.</summary>
    public static bool? IsInteger(XmlElement issue, ErrorList errors)
    {
        var kind = issue.Find("type") ?? issue.Find("etype") ?? issue.Find("vtype");
        switch (kind?.Value)
        {
            case null or "discrete":
                return false;
            case "integer":
                return true;
            default:
                errors.Add(kind.Value.At, $"{kind.Value.Name}: {Cell.Shown(kind.Value.Value)}, expected discrete or integer; issues of other kinds have too many outcomes to list");
                return null;
        }
    }

    /// <summary>The bounds of an integer issue, its own attributes or those of a <c>range</c> in it.</summary>
    public static (int Least, int Most)? Bounds(XmlElement issue, ErrorList errors)
    {
        var holder = issue.Only("range", errors, isRequired: false) ?? issue;
        if (holder.Required("lowerbound", errors) is not { } lower || holder.Required("upperbound", errors) is not { } upper)
        {
            return null;
        }

        var least = Values.Whole(lower.Value, lower.At, "lowerbound", LeastBound, MostBound, errors);
        var most = Values.Whole(upper.Value, upper.At, "upperbound", LeastBound, MostBound, errors);
        if (least is not { } from || most is not { } to)
        {
            return null;
        }

        if (to < from || to - from >= OutcomeSpace.MostOutcomes)
        {
            errors.Add(upper.At, $"upperbound: {to}, expected at least the lowerbound {from}, and at most {OutcomeSpace.MostOutcomes} values");
            return null;
        }

        return (from, to);
    }

    private static SettlementIssue? Issue(string file, XmlElement element, ErrorList errors)
    {
        var number = Index(element, errors);
        var name = element.Required("name", errors) is { } called ? Values.Name(called.Value, called.At, "issue's name", errors) : null;
        switch (IsInteger(element, errors))
        {
            case true:
                element.Expect(errors, "evaluator", "range");
                return Bounds(element, errors) is var (least, most) && number is { } n && name is not null
                    ? new(n, name, [.. Enumerable.Range(0, most - least + 1).Select(v => (least + v).ToString(CultureInfo.InvariantCulture))], least, new(file, element.At))
                    : null;
            case false:
                element.Expect(errors, "item");
                var values = Items(element, errors);
                return number is { } m && name is not null ? new(m, name, values, null, new(file, element.At)) : null;
            default:
                return null;
        }
    }

    private static List<string> Items(XmlElement issue, ErrorList errors)
    {
        var values = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in issue.Named("item"))
        {
            if (item.Required("value", errors) is not { } value || Values.Name(value.Value, value.At, "value", errors) is not { } name)
            {
                continue;
            }

            if (!known.Add(name))
            {
                errors.Add(value.At, $"value: {Cell.Shown(name)} is a value of this issue already; expected one of its own");
            }

            values.Add(name);
        }

        if (values.Count == 0 || values.Count > MostItems)
        {
            errors.Add(issue.At, $"{Counted.Of(values.Count, "item")} in 'issue', expected 1 to {MostItems}");
        }

        return values;
    }

    private static void Different(Mark at, string name, IEnumerable<string> others, string attribute, ErrorList errors)
    {
        if (others.Contains(name))
        {
            errors.Add(at, $"{attribute}: {Cell.Shown(name)} is that of an issue already; expected one of its own");
        }
    }
}

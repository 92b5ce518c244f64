using System.Globalization;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Cases;

/// <summary>
/// GENIUS's profiles (utility spaces): what settlements are worth to one party, by issues that add up, or by rectangles of values
/// of integer issues.
/// </summary>
/// <remarks>
/// GENIUS 10.4, <c>AdditiveUtilitySpace</c>, <c>EvaluatorDiscrete</c>, <c>EvaluatorInteger</c>, <c>NonlinearUtilitySpace</c>. As its
/// documentation says, evaluations of a discrete issue are divided by the issue's greatest where any is above 1, and else taken as
/// they are; weights are taken as they are.
/// </remarks>
internal static class GeniusProfile
{
    public const string Root = "utility_space";

    private const double WeightsOff = 1e-3;

    /// <summary>Reads a profile over the issues of its domain; what is wrong goes to the errors.</summary>
    public static SettlementParty? Read(string name, XmlElement root, IReadOnlyList<SettlementIssue> issues, ErrorList errors, List<string> notes)
    {
        root.Expect(errors, "objective", "discount_factor", "reservation");
        var reservation = Single(root, "reservation", 0, -double.MaxValue, 1, errors);
        var discount = Single(root, "discount_factor", 1, 0, 1, errors);
        if (root.Only("objective", errors) is not { } objective)
        {
            return null;
        }

        GeniusDomain.Flat(objective, errors, "issue", "weight", "utility");
        var before = errors.Total;
        SettlementWorth? worth = objective.Only("utility", errors, isRequired: false) is { } utility ? Rectangles(utility, issues, errors) : Additive(name, objective, issues, errors, notes);
        return errors.Total > before || worth is null ? null : new(name, reservation, discount == 0 ? 1 : discount, worth);
    }

    private static double Single(XmlElement root, string name, double absent, double least, double most, ErrorList errors) =>
        root.Only(name, errors, isRequired: false) is { } element && element.Required("value", errors) is { } value
            ? Values.Number(value.Value, value.At, name, least, most, errors) ?? absent
            : absent;

    private static SettlementWorth.Additive? Additive(string name, XmlElement objective, IReadOnlyList<SettlementIssue> issues, ErrorList errors, List<string> notes)
    {
        var (weights, evaluations) = (new double[issues.Count], new double[issues.Count][]);
        var given = ByIndex(objective, "issue", issues, errors);
        var weighed = ByIndex(objective, "weight", issues, errors);
        for (var i = 0; i < issues.Count; i++)
        {
            if (given[i] is { } element)
            {
                evaluations[i] = issues[i].Least is null ? Evaluations(element, issues[i], errors) : Line(element, issues[i], errors);
            }

            if (weighed[i]?.Required("value", errors) is { } weight)
            {
                weights[i] = Values.Number(weight.Value, weight.At, "weight", 0, double.MaxValue, errors) ?? 0;
            }
        }

        if (errors.Total > 0)
        {
            return null;
        }

        var sum = weights.Sum();
        if (!(sum > 0 && double.IsFinite(sum)))
        {
            errors.Add(objective.At, "weights that sum to nothing, or to no number; expected one at least above 0");
            return null;
        }

        if (Math.Abs(sum - 1) > WeightsOff)
        {
            notes.Add($"The weights of {name} sum to {sum.ToString("0.######", CultureInfo.InvariantCulture)} and are taken as they are.");
        }

        // Whole numbers are valued by a line that is cut off at 1, so that their division changes nothing.
        return new(new AdditivePreferences(weights, evaluations).Normalised());
    }

    /// <summary>The elements by the issue that their index names; an issue without one, or with several, is an error.</summary>
    private static XmlElement?[] ByIndex(XmlElement objective, string name, IReadOnlyList<SettlementIssue> issues, ErrorList errors)
    {
        var found = new XmlElement?[issues.Count];
        var places = Enumerable.Range(0, issues.Count).ToDictionary(i => issues[i].Number);
        foreach (var element in objective.Named(name))
        {
            if (GeniusDomain.Index(element, errors) is not { } number)
            {
                continue;
            }

            if (!places.TryGetValue(number, out var place))
            {
                errors.Add(element.At, $"a '{name}' of issue {number}, which the domain does not have");
            }
            else if (found[place] is not null)
            {
                errors.Add(element.At, $"a second '{name}' of issue {number}; expected one");
            }
            else
            {
                found[place] = element;
            }
        }

        foreach (var (issue, element) in issues.Zip(found))
        {
            if (element is null)
            {
                errors.Add(objective.At, $"no '{name}' of issue {issue.Number} ({issue.Name})");
            }
        }

        return found;
    }

    private static double[] Evaluations(XmlElement element, SettlementIssue issue, ErrorList errors)
    {
        element.Expect(errors, "item");
        var places = Enumerable.Range(0, issue.Values.Count).ToDictionary(v => issue.Values[v]);
        var evaluations = new double?[issue.Values.Count];
        foreach (var item in element.Named("item"))
        {
            if (item.Required("value", errors) is not { } value || item.Required("evaluation", errors) is not { } evaluation)
            {
                continue;
            }

            if (!places.TryGetValue(value.Value, out var place))
            {
                var near = Nearest.Of(value.Value, issue.Values) is { } other ? $"; did you mean '{other}'?" : "";
                errors.Add(value.At, $"value: the domain's issue {issue.Number} ({issue.Name}) has no {Cell.Shown(value.Value)}{near}");
            }
            else if (evaluations[place] is not null)
            {
                errors.Add(value.At, $"value: {Cell.Shown(value.Value)} a second time; expected one evaluation of each value");
            }
            else
            {
                evaluations[place] = Values.Number(evaluation.Value, evaluation.At, "evaluation", 0, double.MaxValue, errors) ?? 0;
            }
        }

        foreach (var (value, evaluation) in issue.Values.Zip(evaluations))
        {
            if (evaluation is null)
            {
                errors.Add(element.At, $"no evaluation of {Cell.Shown(value)}, a value of issue {issue.Number} ({issue.Name})");
            }
        }

        return [.. evaluations.Select(e => e ?? 0)];
    }

    /// <summary>The line of an integer issue: offset + slope (value - lower bound), between 0 and 1.</summary>
    private static double[] Line(XmlElement element, SettlementIssue issue, ErrorList errors)
    {
        element.Expect(errors, "evaluator", "range");
        CheckBounds(element, issue, errors);
        if (element.Only("evaluator", errors) is not { } evaluator || evaluator.Required("offset", errors) is not { } offset || evaluator.Required("slope", errors) is not { } slope)
        {
            return [];
        }

        if (evaluator.Find("ftype") is { } type && type.Value != "linear")
        {
            errors.Add(type.At, $"ftype: {Cell.Shown(type.Value)}, expected linear");
        }

        var a = Values.Number(offset.Value, offset.At, "offset", -double.MaxValue, double.MaxValue, errors) ?? 0;
        var b = Values.Number(slope.Value, slope.At, "slope", -double.MaxValue, double.MaxValue, errors) ?? 0;
        return [.. Enumerable.Range(0, issue.Values.Count).Select(v => Math.Clamp(a + (b * v), 0, 1))];
    }

    private static void CheckBounds(XmlElement element, SettlementIssue issue, ErrorList errors)
    {
        if ((element.Find("lowerbound") is not null || element.Named("range").Any()) && GeniusDomain.Bounds(element, errors) is var (least, most)
            && (least != issue.Least || most - least + 1 != issue.Values.Count))
        {
            errors.Add(element.At, $"issue {issue.Number} from {least} to {most}, where the domain has {issue.Values[0]} to {issue.Values[^1]}");
        }
    }

    private static SettlementWorth.Rectangular? Rectangles(XmlElement utility, IReadOnlyList<SettlementIssue> issues, ErrorList errors)
    {
        foreach (var issue in issues.Where(i => i.Least is null))
        {
            errors.Add(utility.At, $"rectangles over issue {issue.Number} ({issue.Name}), whose values are words; expected integer issues");
        }

        utility.Expect(errors, "ufun");
        var greatest = utility.Required("maxutility", errors) is { } most ? Values.Positive(most.Value, most.At, "maxutility", errors) : null;
        if (utility.Only("ufun", errors) is not { } function || greatest is not { } by)
        {
            return null;
        }

        function.Expect(errors, "hyperRectangle");
        if (function.Find("aggregation") is { } aggregation && !aggregation.Value.Equals("sum", StringComparison.OrdinalIgnoreCase))
        {
            errors.Add(aggregation.At, $"aggregation: {Cell.Shown(aggregation.Value)}, expected sum");
        }

        var weight = Weight(function, errors);
        var rectangles = function.Named("hyperRectangle").Select(r => Rectangle(r, issues, weight / by, errors)).ToList();
        if (rectangles.Count is 0 or > CaseLimits.Rectangles)
        {
            errors.Add(function.At, $"{rectangles.Count} 'hyperRectangle' in 'ufun', expected 1 to {CaseLimits.Rectangles}");
        }

        return new(rectangles);
    }

    private static double Weight(XmlElement element, ErrorList errors) =>
        element.Find("weight") is { } weight ? Values.Number(weight.Value, weight.At, "weight", 0, double.MaxValue, errors) ?? 1 : 1;

    private static HyperRectangle Rectangle(XmlElement element, IReadOnlyList<SettlementIssue> issues, double scale, ErrorList errors)
    {
        element.Expect(errors, "INCLUDES");
        var worth = element.Required("utility", errors) is { } utility ? Values.Number(utility.Value, utility.At, "utility", -double.MaxValue, double.MaxValue, errors) ?? 0 : 0;
        var includes = new List<(int, int, int)>();
        foreach (var bound in element.Named("INCLUDES"))
        {
            if (GeniusDomain.Index(bound, errors) is not { } number || bound.Required("min", errors) is not { } min || bound.Required("max", errors) is not { } max)
            {
                continue;
            }

            var place = issues.ToList().FindIndex(i => i.Number == number);
            if (place < 0)
            {
                errors.Add(bound.At, $"bounds of issue {number}, which the domain does not have");
                continue;
            }

            var least = Values.Whole(min.Value, min.At, "min", int.MinValue, int.MaxValue, errors);
            var most = Values.Whole(max.Value, max.At, "max", least ?? int.MinValue, int.MaxValue, errors);
            includes.Add((place, least ?? 0, most ?? 0));
        }

        var value = worth * Weight(element, errors) * scale;
        if (!double.IsFinite(value))
        {
            errors.Add(element.At, "utility, weight and maxutility make no finite number");
        }

        return new(value, includes);
    }
}

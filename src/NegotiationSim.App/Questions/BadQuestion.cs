using System.Text.RegularExpressions;

namespace NegotiationSim.App.Questions;

/// <summary>Ends a question with a message for whoever asked; not a bug.</summary>
/// <param name="parameter">The parameter that is wrong, as the API names it: <c>on</c>, <c>whatIf</c>, <c>negotiation</c>.</param>
/// <param name="message">What is wrong, and what was probably meant; parameters that it names stand in backquotes.</param>
/// <param name="isUnknownName">It is well-formed, and names something that is not there.</param>
public sealed partial class BadQuestion(string parameter, string message, bool isUnknownName = false) : Exception(ParameterNames().Replace(message, "$1"))
{
    public string Parameter { get; } = parameter;

    public bool IsUnknownName { get; } = isUnknownName;

    /// <summary>The message as a command line spells parameters: <c>--known-by</c>.</summary>
    public string OnCommandLine => ParameterNames().Replace(message, m => "--" + System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(m.Groups[1].Value));

    [GeneratedRegex("`([a-zA-Z]+)`")]
    private static partial Regex ParameterNames();
}

using System.CommandLine;

namespace NegotiationSim.App.CommandLine;

/// <summary>How verbs are made.</summary>
internal static class Verb
{
    /// <summary>A verb with its explanation, and examples of its use for its help.</summary>
    public static Command Create(string name, string description, params string[] examples)
    {
        var verb = new Command(name, description);
        Help.Examples[verb] = examples;
        return verb;
    }

    /// <summary>Gives a verb its work; cancellation by Ctrl-C reaches it.</summary>
    public static Command Does(this Command verb, Func<Call, Task<int>> work)
    {
        verb.SetAction((parse, cancellation) => work(new Call(parse, cancellation)));
        return verb;
    }
}

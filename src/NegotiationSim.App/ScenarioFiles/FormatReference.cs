using System.Text;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.ScenarioFiles;

/// <summary>The members of every event type, and those of assessments, as Markdown, for scenarios/README.md.</summary>
public static class FormatReference
{
    /// <summary>What all events have, each type, the parts that they consist of, and the columns of the table for spreadsheets.</summary>
    public static string Create()
    {
        var text = new StringBuilder();
        var events = (UnionForm)Form.Of(typeof(NegotiationEvent));
        text.Append("### Every event\n\n");
        Members(text, events.Kinds[0].Members.Where(m => m.Inherited));
        foreach (var kind in events.Kinds)
        {
            text.Append($"### {kind.Name}\n\n{kind.Description}\n\n");
            Members(text, kind.Members.Where(m => !m.Inherited));
        }

        Parts(text, events.Kinds);
        text.Append("### Columns of `export --format csv`\n\n| column | what it holds |\n|---|---|\n");
        foreach (var (name, meaning) in EventTable.Columns)
        {
            text.Append($"| {name} | {meaning} |\n");
        }

        return text.ToString();
    }

    /// <summary>What assessments have, and the parts that they consist of.</summary>
    public static string CreateForAssessments()
    {
        var text = new StringBuilder();
        var assessment = (RecordForm)Form.Of(typeof(Assessment));
        text.Append("### Assessment\n\n");
        Members(text, assessment.Members);
        Parts(text, [assessment]);
        return text.ToString();
    }

    private static void Parts(StringBuilder text, IEnumerable<RecordForm> records)
    {
        foreach (var part in Parts(records))
        {
            text.Append($"### Part: {part.Name}\n\n{part.Description}\n\n");
            Members(text, part.Members);
        }
    }

    private static void Members(StringBuilder text, IEnumerable<Member> members)
    {
        var rows = members.ToList();
        if (rows.Count == 0)
        {
            return;
        }

        text.Append("| key | value | meaning |\n|---|---|---|\n");
        foreach (var member in rows)
        {
            var name = member.Required ? $"**{member.Name}**" : member.Name;
            text.Append($"| {name} | {Cell(Value(member.Form))} | {Cell(member.Description ?? "")} |\n");
        }

        text.Append('\n');
    }

    private static string Value(Form form) => form switch
    {
        RecordForm record => record.Name,
        ListForm list => $"list of {Value(list.Item)}",
        _ => form.Notation,
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>The records inside others, in the order in which they are first met.</summary>
    private static List<RecordForm> Parts(IEnumerable<RecordForm> records)
    {
        var parts = new List<RecordForm>();
        foreach (var record in records)
        {
            Visit(record);
        }

        return parts;

        void Visit(RecordForm record)
        {
            foreach (var member in record.Members)
            {
                if ((member.Form is ListForm list ? list.Item : member.Form) is RecordForm part && !parts.Contains(part))
                {
                    parts.Add(part);
                    Visit(part);
                }
            }
        }
    }
}

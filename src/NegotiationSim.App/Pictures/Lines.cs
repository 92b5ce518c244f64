namespace NegotiationSim.App.Pictures;

/// <summary>Text in lines.</summary>
internal static class Lines
{
    /// <summary>Texts in lines of at most so many characters, each text on lines of its own.</summary>
    public static List<string> Of(IEnumerable<string> texts, int length)
    {
        var lines = new List<string>();
        foreach (var text in texts)
        {
            var line = "";
            foreach (var word in text.Split(' '))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > length)
                {
                    lines.Add(line);
                    line = "";
                }

                line += line.Length > 0 ? $" {word}" : word;
            }

            lines.Add(line);
        }

        return lines;
    }
}

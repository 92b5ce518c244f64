using System.Diagnostics;
using System.Text;
using NegotiationSim.App.ScenarioFiles;

namespace NegotiationSim.App.Tests.ScenarioFiles;

/// <summary>Whatever is done to a file, it gives events or errors: no exception, and soon.</summary>
public sealed class MutatedFiles
{
    private const int Files = 10_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private static readonly string[] Tokens =
    [
        "null", "~", "''", "no", "[", "]", "{", "}", "*a", "&a ", "!!int ", "<<", "|", ">-", "\"", "'", "---", "...", "? ", ": ", "- ", "\t", "#", "%YAML 1.2", "9999-12", "9999-12-31", "0001-01-01",
        "9999", "0000", "[2025..]", "99999999999999999999", "1e999", "-1", "\u0000", "\uFEFF", "\u0085", "\\ud800", "stance-declared", "event-corrected", "US-28/1", "/", new string('[', 200), new string('-', 50),
    ];

    [Theory]
    [InlineData("f.yaml")]
    [InlineData("f.json")]
    [InlineData("f.ndjson")]
    public void Give_events_or_errors(string file)
    {
        var seeds = Enumerable.Range(0, 20).Select(i => Seed(file, (uint)i)).ToArray();
        var read = 0;
        for (var i = 0; i < Files / 3; i++)
        {
            var random = new Random(i);
            var bytes = Mutated(seeds[i % seeds.Length], random);
            var watch = Stopwatch.StartNew();
            var result = Read(file, bytes, i);
            watch.Elapsed.ShouldBeLessThan(Longest, $"mutation {i} of {file}");
            switch (result)
            {
                case ReadResult<ScenarioFile>.Read:
                    read++;
                    break;
                case ReadResult<ScenarioFile>.Failed failed:
                    failed.Errors.ShouldNotBeEmpty();
                    failed.Errors.ShouldAllBe(e => e.Line > 0 && e.Column > 0);
                    break;
            }
        }

        read.ShouldBeInRange(1, Files / 3 - 1);
    }

    private static ReadResult<ScenarioFile> Read(string file, byte[] bytes, int mutation)
    {
        try
        {
            return ScenarioReader.ReadEvents(file, bytes);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"mutation {mutation} of {file}:\n{Encoding.UTF8.GetString(bytes)}", e);
        }
    }

    private static byte[] Seed(string file, uint number)
    {
        var events = RandomEvents.Of(count: 5).Generate(new PCG(number), null, out _);
        using var to = new MemoryStream();
        if (file == "f.yaml")
        {
            ScenarioWriter.WriteYaml(to, new("ukraine-2025"), events);
        }
        else
        {
            ScenarioWriter.WriteNdjson(to, events);
        }

        var text = Encoding.UTF8.GetString(to.ToArray());
        return Encoding.UTF8.GetBytes(file == "f.json" ? $"[\n{text.Trim().Replace("\n", ",\n", StringComparison.Ordinal)}\n]" : text);
    }

    private static byte[] Mutated(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            if (random.Next(3) == 0)
            {
                bytes[random.Next(bytes.Count)] = (byte)random.Next(256);
                continue;
            }

            var lines = Encoding.UTF8.GetString([.. bytes]).Split('\n').ToList();
            var line = random.Next(lines.Count);
            var other = random.Next(lines.Count);
            switch (random.Next(7))
            {
                case 0:
                    lines.RemoveAt(line);
                    break;
                case 1:
                    lines.Insert(other, lines[line]);
                    break;
                case 2:
                    (lines[line], lines[other]) = (lines[other], lines[line]);
                    break;
                case 3:
                    lines[line] = new string(' ', random.Next(8)) + lines[line].TrimStart();
                    break;
                case 4:
                    var words = lines[line].Split(' ');
                    words[random.Next(words.Length)] = Tokens[random.Next(Tokens.Length)];
                    lines[line] = string.Join(' ', words);
                    break;
                case 5:
                    var at = random.Next(lines[line].Length + 1);
                    lines[line] = lines[line].Insert(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                default:
                    lines[line] = lines[line][..random.Next(lines[line].Length + 1)];
                    break;
            }

            bytes = [.. Encoding.UTF8.GetBytes(string.Join('\n', lines)), (byte)'\n'];
        }

        return [.. bytes];
    }
}

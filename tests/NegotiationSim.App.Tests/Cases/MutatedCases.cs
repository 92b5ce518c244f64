using System.Diagnostics;
using System.Text;
using NegotiationSim.App.Cases;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Tests.Cases;

/// <summary>Whatever is done to files of a case, they give a case or errors; and a case that was read is run or refused.</summary>
public sealed class MutatedCases
{
    private const int Mutations = 2_500;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private static readonly string[] Tokens =
    [
        "", "NaN", "Infinity", "-1", "1e999", "0", "100", "101", "999", "99999999999999999999", "\"", "\"\"", ",", ";", ",,,", "\t", "\r", "\n", "<", ">", "/>", "&amp;", "&x;", "<!--", "<![CDATA[", "<!DOCTYPE a>",
        "<?xml version='1.0'?>", "index=\"1\"", "value=", "'", "</", "isnr", "pde", "sde", "City", "\u0000", "\uFEFF", "\u0085", "\u2028", "integer", "discrete", "upperbound=\"2000000000\"",
    ];

    [Theory]
    [InlineData("harbour.csv")]
    [InlineData("harbour.xml")]
    [InlineData("decisions.csv")]
    [InlineData("harbour-domain.xml", "city.xml", "dockers.xml")]
    public void Give_a_case_or_errors(params string[] names)
    {
        var files = names.Select(n => new GivenFile(n, Encoding.UTF8.GetBytes(Committed.Text($"scenarios/cases/{n}")))).ToArray();
        var read = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var random = new Random(i);
            var mutated = (GivenFile[])files.Clone();
            var at = random.Next(files.Length);
            mutated[at] = files[at] with { Bytes = Mutated(files[at].Bytes, random) };
            var watch = Stopwatch.StartNew();
            try
            {
                read += Run(mutated) ? 1 : 0;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"mutation {i} of {names[at]}:\n{Encoding.UTF8.GetString(mutated[at].Bytes)}", e);
            }

            watch.Elapsed.ShouldBeLessThan(Longest, $"mutation {i} of {names[at]}");
        }

        read.ShouldBeInRange(1, Mutations - 1);
    }

    private static bool Run(GivenFile[] files)
    {
        switch (CaseReader.Read(files))
        {
            case ReadResult<NegotiationCase>.Failed failed:
                failed.Errors.ShouldNotBeEmpty();
                failed.Errors.ShouldAllBe(e => e.Line > 0 && e.Column > 0);
                return false;
            case ReadResult<NegotiationCase>.Read { Content: NegotiationCase.Positions positions }:
                foreach (var model in Models.All.Where(m => m.Forecast is not null))
                {
                    PositionsRun.Of(model, positions.Tables[0], isExact: false).CompromiseMean.ShouldAllBe(x => double.IsNaN(x) || (x >= 0 && x <= 100));
                }

                return true;
            case ReadResult<NegotiationCase>.Read { Content: NegotiationCase.Settlements settlements }:
                try
                {
                    SettlementsRun.Fair(settlements).ParetoCount.ShouldBePositive();
                    SettlementsRun.Offers(settlements, [.. settlements.Parties.Select(_ => ConcessionStrategy.Linear)], 10);
                }
                catch (RefusedInputException)
                {
                    // more settlements than are listed, or none that a party wants
                }

                return true;
            default:
                throw new NotSupportedException();
        }
    }

    private static byte[] Mutated(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var text = Encoding.UTF8.GetString([.. bytes]);
            var from = random.Next(text.Length);
            var to = Math.Min(text.Length, from + random.Next(12));
            bytes = random.Next(6) switch
            {
                0 => [.. bytes.Take(from), (byte)random.Next(256), .. bytes.Skip(from + 1)],
                1 => [.. Encoding.UTF8.GetBytes(text.Remove(from, to - from))],
                2 => [.. Encoding.UTF8.GetBytes(text.Insert(from, text[from..to]))],
                3 => [.. Encoding.UTF8.GetBytes(text[..from])],
                4 => [.. Encoding.UTF8.GetBytes(Number(text, from, Tokens[random.Next(Tokens.Length)]))],
                _ => [.. Encoding.UTF8.GetBytes(text.Insert(from, Tokens[random.Next(Tokens.Length)]))],
            };
            if (bytes.Count == 0)
            {
                break;
            }
        }

        return [.. bytes];
    }

    /// <summary>The text with the next number in it replaced.</summary>
    private static string Number(string text, int from, string by)
    {
        var start = text.AsSpan(from).IndexOfAnyInRange('0', '9');
        if (start < 0)
        {
            return text;
        }

        var end = start += from;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
        {
            end++;
        }

        return text[..start] + by + text[end..];
    }
}

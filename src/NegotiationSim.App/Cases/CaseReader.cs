using System.Text;
using System.Text.Unicode;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Cases;

/// <summary>A file of a case, as it was given.</summary>
internal sealed record GivenFile(string Name, byte[] Bytes);

/// <summary>
/// Reads cases in the formats of other programs: KTAB's scenarios (CSV, XML), GENIUS's domains with their profiles (XML) and
/// DEU III's table of decisions (CSV). What a file is shows in its content. All errors of all files are told at once, and
/// nothing is read by halves.
/// </summary>
internal static class CaseReader
{
    private const string Formats = "a KTAB scenario (CSV or XML), a GENIUS domain with its profiles (XML), or a table in the layout of DEU III (CSV)";

    /// <param name="files">One at least; only GENIUS's format takes several.</param>
    public static ReadResult<NegotiationCase> Read(IReadOnlyList<GivenFile> files)
    {
        var errors = files.Select(f => new ErrorList(f.Name)).ToList();
        if (files.Count > CaseLimits.Files)
        {
            errors[^1].Add(Start, $"{files.Count} files, expected at most {CaseLimits.Files}");
            return Failed(errors);
        }

        var texts = files.Zip(errors, (file, list) => Text(file.Bytes, list)).ToList();
        if (errors.Exists(e => e.Total > 0))
        {
            return Failed(errors);
        }

        NegotiationCase? read = files.Count == 1 && !IsXml(texts[0]!) ? Table(files[0].Name, texts[0]!, errors[0]) : Xml(files, texts!, errors);
        return read is not null && errors.TrueForAll(e => e.Total == 0) ? new ReadResult<NegotiationCase>.Read(read) : Failed(errors);
    }

    private static Mark Start => new(1, 1);

    private static NegotiationCase.Positions? Table(string file, string text, ErrorList errors)
    {
        if (text.AsSpan().IsWhiteSpace())
        {
            errors.Add(Start, $"nothing in the file; expected {Formats}");
            return null;
        }

        return DeuTable.IsOne(text) ? DeuTable.Read(file, text, errors) : KtabTable.Read(file, text, errors);
    }

    private static NegotiationCase? Xml(IReadOnlyList<GivenFile> files, List<string> texts, List<ErrorList> errors)
    {
        var roots = new List<XmlElement?>();
        foreach (var (text, list) in texts.Zip(errors))
        {
            if (IsXml(text))
            {
                roots.Add(XmlElement.Read(text, list));
                continue;
            }

            list.Add(Start, "no XML; several files together are a GENIUS domain and its profiles, all XML");
            roots.Add(null);
        }

        if (roots.Exists(r => r is null))
        {
            return null;
        }

        var scenario = roots.FindIndex(r => r!.Name == KtabScenario.Root);
        if (scenario >= 0)
        {
            if (files.Count == 1)
            {
                return KtabScenario.Read(files[0].Name, roots[0]!, errors[0]);
            }

            errors[scenario].Add(roots[scenario]!.At, "a KTAB scenario among other files; give it alone");
            return null;
        }

        foreach (var (root, list) in roots.Zip(errors))
        {
            if (root!.Name is not (GeniusDomain.Root or GeniusProfile.Root))
            {
                list.Add(root.At, $"the element '{root.Name}'; expected {KtabScenario.Root} (KTAB), {GeniusDomain.Root} or {GeniusProfile.Root} (GENIUS)");
            }
        }

        return errors.Exists(e => e.Total > 0) ? null : Genius(files, roots!, errors);
    }

    private static NegotiationCase.Settlements? Genius(IReadOnlyList<GivenFile> files, List<XmlElement> roots, List<ErrorList> errors)
    {
        var domains = Enumerable.Range(0, roots.Count).Where(i => roots[i].Name == GeniusDomain.Root).ToList();
        foreach (var other in domains.Skip(1))
        {
            errors[other].Add(roots[other].At, $"a second domain; {files[domains[0]].Name} is one already");
        }

        if (domains.Count == 0)
        {
            errors[0].Add(roots[0].At, $"only profiles are given; expected the domain with them, a file with the element {GeniusDomain.Root}");
        }

        if (roots.Count - domains.Count < 2)
        {
            errors[domains.FirstOrDefault()].Add(roots[domains.FirstOrDefault()].At, $"{Counted.Of(roots.Count - domains.Count, "profile")} given; expected two or more, files with the element {GeniusProfile.Root}");
        }

        if (errors.Exists(e => e.Total > 0))
        {
            return null;
        }

        var (at, notes) = (domains[0], new List<string>());
        var issues = GeniusDomain.Read(files[at].Name, roots[at], errors[at], notes);
        if (errors[at].Total > 0)
        {
            return null;
        }

        var parties = new List<SettlementParty>();
        for (var i = 0; i < roots.Count; i++)
        {
            if (i != at && GeniusProfile.Read(PartyName(files[i].Name), roots[i], issues, errors[i], notes) is { } party)
            {
                if (parties.Exists(p => p.Name == party.Name))
                {
                    errors[i].Add(roots[i].At, $"a second profile called '{party.Name}'; parties are called as their files are, expected different names");
                }
                else if (parties.Count > 0 && parties[0].Worth.GetType() != party.Worth.GetType())
                {
                    errors[i].Add(roots[i].At, "one profile adds up issues and another has rectangles; expected all of one kind");
                }

                parties.Add(party);
            }
        }

        return new("GENIUS domain and profiles", Path.GetFileNameWithoutExtension(files[at].Name), "", notes, issues, parties);
    }

    private static string PartyName(string file) => Path.GetFileNameWithoutExtension(file) is { Length: > 0 } name ? name : file;

    private static bool IsXml(string text) => text.AsSpan().TrimStart() is ['<', ..];

    private static string? Text(byte[] bytes, ErrorList errors)
    {
        if (bytes.Length > CaseLimits.FileBytes)
        {
            errors.Add(Start, $"{bytes.Length} bytes, expected at most {CaseLimits.FileBytes}");
            return null;
        }

        if (!Utf8.IsValid(bytes))
        {
            errors.Add(ScenarioReader.FirstInvalid(bytes), "not UTF-8 text; save the file with the encoding UTF-8");
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes);
        return text.StartsWith('\uFEFF') ? text[1..] : text;
    }

    private static ReadResult<NegotiationCase>.Failed Failed(List<ErrorList> errors)
    {
        var failed = errors.Select(e => e.Failed<NegotiationCase>()).ToList();
        return new([.. failed.SelectMany(f => f.Errors).Take(ErrorList.MostListed)], failed.Sum(f => f.Total));
    }
}

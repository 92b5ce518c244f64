using System.Text;
using NegotiationSim.App.Cases;
using NegotiationSim.App.ScenarioFiles;

namespace NegotiationSim.App.Tests.Cases;

/// <summary>Every error names file, line and column, says what was found and what was expected, and all are told at once.</summary>
public sealed class ErrorsInACase
{
    private const string Table = "Harbour,,3,1\nActor,Description,Power,Wages,Salience\nCity,,90,20,50\nUnion,,80,90,60\nOwners,,60,10,35\n";
    private const string Decisions = "isnr;out;pde;sde;pfr;sfr\nd1;10;0;50;100;60\nd2;;20;30;999;\n";

    private static readonly string Scenario = Committed.Text("scenarios/cases/harbour.xml");
    private static readonly string Domain = Committed.Text("scenarios/cases/harbour-domain.xml");
    private static readonly string City = Committed.Text("scenarios/cases/city.xml");
    private static readonly string Dockers = Committed.Text("scenarios/cases/dockers.xml");

    [Fact]
    public void The_samples_have_none()
    {
        Written.Errors(("f.csv", Table)).ShouldBe("");
        Written.Errors(("f.csv", Decisions)).ShouldBe("");
        Written.Errors(("f.xml", Scenario)).ShouldBe("");
        Written.Errors(("domain.xml", Domain), ("city.xml", City), ("dockers.xml", Dockers)).ShouldBe("");
    }

    [Theory]
    [InlineData(Table, "f.csv:1:1: nothing in the file; expected a KTAB scenario")]
    [InlineData("Harbour,,3,1", "f.csv:1:1: 1 cell in the first line, expected 4", "x")]
    [InlineData(",3,1", "f.csv:1:10: number of actors: 'three', expected a whole number from 1 to 200", ",three,1")]
    [InlineData(",3,1", "f.csv:1:12: number of dimensions: '0', expected a whole number from 1 to 2000", ",3,0")]
    [InlineData("Harbour,,3,1", "f.csv:1:1: scenario's name: nothing, expected a name of 1 to 100 characters", ",x,3,1")]
    [InlineData("Harbour,,3,1", "f.csv:1:10: 4 actors announced, the file has 3", "Harbour,,4,1")]
    [InlineData("Wages,Salience", "f.csv:2:25: 4 column names, expected 5", "Wages")]
    [InlineData("Wages,Salience", "f.csv:2:25: name of a dimension: nothing", ",Salience")]
    [InlineData("City,,90,20,50", "f.csv:3:1: actor's name: nothing", ",,90,20,50")]
    [InlineData("City,,90,20,50", "f.csv:3:7: power: '0', expected a number from 0.0001 to 1000000000000", "City,,0,20,50")]
    [InlineData("City,,90,20,50", "f.csv:3:7: power: '1e308', expected a number from 0.0001 to 1000000000000", "City,,1e308,20,50")]
    [InlineData("City,,90,20,50", "f.csv:3:7: power: 'NaN', expected a number from 0.0001 to 1000000000000", "City,,NaN,20,50")]
    [InlineData("City,,90,20,50", "f.csv:3:10: position: '-1', expected a number from 0 to 100", "City,,90,-1,50")]
    [InlineData("City,,90,20,50", "f.csv:3:10: position: '1e999', expected a number from 0 to 100", "City,,90,1e999,50")]
    [InlineData("City,,90,20,50", "f.csv:3:13: salience: '100.5', expected a number from 0 to 100", "City,,90,20,100.5")]
    [InlineData("City,,90,20,50", "f.csv:3:10: 4 cells, expected 5", "City,,90,20")]
    [InlineData("City,,90,20,50", "f.csv:3:16: 6 cells, expected 5", "City,,90,20,50,7")]
    [InlineData("City,,90,20,50", "f.csv:3:7: a quote that is not closed", "City,,\"90,20,50")]
    [InlineData("City,,90,20,50", "f.csv:3:11: text behind a closed quote; expected ','", "City,,\"90\"x,20,50")]
    [InlineData("Union,,", "f.csv:4:1: 'City' is the name of the actor at line 3 already", "City,,")]
    public void In_a_table_are_told(string old, string error, string now = "") => Written.Errors(("f.csv", Table.Replace(old, now, StringComparison.Ordinal))).ShouldContain(error);

    [Fact]
    public void In_a_table_are_all_told_at_once() => Written.Errors(("f.csv", "X,,3,2\nActor,Description,Power,A,s,A,s\nP,,x,0,60,0,60\nQ,,1,101,0,0,0\n")).Split('\n').ShouldBe(
    [
        "f.csv:1:4: 3 actors announced, the file has 2: a line is missing or one too many",
        "f.csv:2:29: 'A' is the name of a dimension already; expected a name of its own",
        "f.csv:3:4: power: 'x', expected a number from 0.0001 to 1000000000000",
        "f.csv:3:8: the saliences of P sum to 120, expected at most 100 over all dimensions",
        "f.csv:4:6: position: '101', expected a number from 0 to 100",
    ]);

    [Theory]
    [InlineData("pde;", "f.csv:1:14: a column 'sde' without 'pde'", "xde;")]
    [InlineData(";sde", "f.csv:1:10: a column 'pde' without 'sde'", ";xde")]
    [InlineData(";out", "f.csv:1:6: a second column 'isnr'", ";isnr")]
    [InlineData("pde;sde;pfr;sfr", "f.csv:1:1: no actor; expected a column of positions 'pX'", "a;b;c;d")]
    [InlineData("d1;10;0;", "f.csv:2:7: position: '101', expected a number from 0 to 100", "d1;10;101;")]
    [InlineData("d1;10;", "f.csv:2:4: out: 'NaN', expected a number from 0 to 100", "d1;NaN;")]
    [InlineData("d1;10;0;50;100;60", "f.csv:2:7: 3 cells, expected 6", "d1;10;0")]
    [InlineData("d2;;", "f.csv:3:1: isnr: 'd1' is the number of a decision already", "d1;;")]
    [InlineData("d2;;20;30", "f.csv:3:1: decision 'd2' has no actor with both a position and a salience", "d2;;20;")]
    [InlineData("\nd1;10;0;50;100;60\nd2;;20;30;999;", "f.csv:1:1: column names and no decision", "")]
    [InlineData("out;", "f.csv:2:7: Germany takes part and has no column of capabilities", "cfr;")]
    public void In_decisions_are_told(string old, string error, string now) => Written.Errors(("f.csv", Decisions.Replace(old, now, StringComparison.Ordinal))).ShouldContain(error);

    [Theory]
    [InlineData("<Scenario>", "f.xml:2:1: the element 'Other'; expected Scenario (KTAB), negotiation_template or utility_space (GENIUS)", "<Other>", "</Scenario>", "</Other>")]
    [InlineData("<desc>", "f.xml:4:3: the element 'about' in 'Scenario'; expected name, desc", "<about>", "</desc>", "</about>")]
    [InlineData(">2026<", "f.xml:5:3: prngSeed: '-1', expected a whole number from 0", ">-1<")]
    [InlineData(">Square<", "f.xml:7:5: VictoryProbModel: 'Squared', expected Linear, Square, Quartic, Octic or Binary", ">Squared<")]
    [InlineData(">PropCbc<", "f.xml:10:5: VotingRule: 'ASymProsp' is not computed here", ">ASymProsp<")]
    [InlineData("    <VotingRule>PropCbc</VotingRule>\n", "f.xml:6:3: no 'VotingRule' in 'ModelParameters'", "")]
    [InlineData("<dName>Wages</dName>", "f.xml:18:5: name of a dimension: nothing", "<dName/>")]
    [InlineData("<dName>No strikes</dName>", "f.xml:19:5: 'Wages' is the name of a dimension already", "<dName>Wages</dName>")]
    [InlineData("<dCoord>20</dCoord>", "f.xml:26:7: 1 'dCoord' in 'Position', expected 2", "")]
    [InlineData("<dSal>50</dSal>", "f.xml:27:17: salience: 'many', expected a number from 0 to 100", "<dSal>many</dSal>")]
    [InlineData("<dSal>50</dSal>", "f.xml:27:7: the saliences of City sum to 110, expected at most 100", "<dSal>70</dSal>")]
    [InlineData("<capability>90</capability>", "f.xml:25:7: capability: '-9', expected a number from 0.0001 to 1000000000000", "<capability>-9</capability>")]
    [InlineData("      <capability>90</capability>\n", "f.xml:22:5: no 'capability' in 'Actor'", "")]
    [InlineData("<name>Dockers</name>", "f.xml:29:5: 'City' is the name of the actor at line 22 already", "<name>City</name>")]
    [InlineData("<referencePos>City<", "f.xml:59:7: referencePos: there is no actor 'Town'", "<referencePos>Town<")]
    [InlineData("<adjust>0.2<", "f.xml:60:7: adjust: '2', expected a number from 0 to 1", "<adjust>2<")]
    [InlineData("<adjust>0.2<", "f.xml:57:5: the shares of Government sum to 1.2, expected at most 1", "<adjust>0.6<")]
    [InlineData("</Actors>", "no well-formed XML: The 'Actors' start tag on line 21 position 4 does not match", "</Aktors>")]
    [InlineData("<Scenario>", "f.xml:2:1: a document type declaration (DTD)", "<!DOCTYPE Scenario [<!ENTITY a \"b\">]><Scenario>")]
    [InlineData(">Wages<", "no well-formed XML: Reference to undeclared entity 'a'", ">&a;<")]
    public void In_a_scenario_are_told(string old, string error, string now, string old2 = "\0", string now2 = "") =>
        Written.Errors(("f.xml", Scenario.Replace(old, now, StringComparison.Ordinal).Replace(old2, now2, StringComparison.Ordinal))).ShouldContain(error);

    [Theory]
    [InlineData("name=\"Strikes\"", "domain.xml:9:74: issue's name: nothing", "name=\"\"")]
    [InlineData("index=\"2\" etype=\"discrete\"", "domain.xml:9:7: index: '1' is that of an issue already", "index=\"1\" etype=\"discrete\"")]
    [InlineData("etype=\"integer\" type=\"integer\"", "domain.xml:14:37: type: 'real', expected discrete or integer", "etype=\"real\" type=\"real\"")]
    [InlineData("upperbound=\"10\"", "domain.xml:14:105: upperbound: -1, expected at least the lowerbound 0", "upperbound=\"-1\"")]
    [InlineData("upperbound=\"10\"", "domain.xml:14:7: the element 'issue' has no 'upperbound'", "")]
    [InlineData("value=\"four per cent\"", "domain.xml:6:25: value: 'two per cent' is a value of this issue already", "value=\"two per cent\"")]
    [InlineData("<objective index=\"0\"", "domain.xml:2:3: no 'objective' in 'utility_space'", "<goal index=\"0\"", "</objective>", "</goal>")]
    public void In_a_domain_are_told(string old, string error, string now, string old2 = "\0", string now2 = "") =>
        Written.Errors(("domain.xml", Domain.Replace(old, now, StringComparison.Ordinal).Replace(old2, now2, StringComparison.Ordinal)), ("city.xml", City), ("dockers.xml", Dockers)).ShouldContain(error);

    [Theory]
    [InlineData("value=\"four per cent\"", "city.xml:5:23: value: the domain's issue 1 (Wages) has no 'for per cent'; did you mean 'four per cent'?", "value=\"for per cent\"")]
    [InlineData("      <item index=\"2\" value=\"four per cent\" cost=\"0\" evaluation=\"60\" description=\"\"/>\n", "city.xml:3:5: no evaluation of 'four per cent', a value of issue 1 (Wages)", "")]
    [InlineData("evaluation=\"60\"", "city.xml:5:54: evaluation: '-60', expected a number not below 0", "evaluation=\"-60\"")]
    [InlineData("<weight index=\"2\"", "city.xml:2:3: no 'weight' of issue 2 (Strikes)", "<weight index=\"1\"")]
    [InlineData("<weight index=\"2\"", "city.xml:17:5: a second 'weight' of issue 1", "<weight index=\"1\"")]
    [InlineData("<weight index=\"2\"", "city.xml:17:5: a 'weight' of issue 9, which the domain does not have", "<weight index=\"9\"")]
    [InlineData("slope=\"-0.1\"", "city.xml:14:46: slope: 'Infinity', expected a number", "slope=\"Infinity\"")]
    [InlineData("upperbound=\"10\"", "city.xml:13:5: issue 3 from 0 to 9, where the domain has 0 to 10", "upperbound=\"9\"")]
    [InlineData("<discount_factor value=\"0.8\"/>", "city.xml:20:20: discount_factor: '2', expected a number from 0 to 1", "<discount_factor value=\"2\"/>")]
    [InlineData("<reservation value=\"0.3\"/>", "city.xml:21:3: the element 'reservation' has no 'value'", "<reservation/>")]
    [InlineData("<reservation value=\"0.3\"/>", "city.xml:21:16: reservation: '1.5', expected a number not above 1", "<reservation value=\"1.5\"/>")]
    [InlineData("<evaluator ", "city.xml:14:7: the element 'function' in 'issue'; expected evaluator, range", "<function ")]
    public void In_a_profile_are_told(string old, string error, string now) =>
        Written.Errors(("domain.xml", Domain), ("city.xml", City.Replace(old, now, StringComparison.Ordinal)), ("dockers.xml", Dockers)).ShouldContain(error);

    [Theory]
    [InlineData("maxutility=\"662.0\"", "profile-1.xml:13:14: maxutility: '0', expected a number above 0", "maxutility=\"0\"")]
    [InlineData("aggregation=\"sum\"", "profile-1.xml:14:41: aggregation: 'max', expected sum", "aggregation=\"max\"")]
    [InlineData("INCLUDES", "profile-1.xml:16:11: the element 'EXCLUDES' in 'hyperRectangle'; expected INCLUDES", "EXCLUDES")]
    [InlineData("index=\"2\" min=\"7\" max=\"9\"", "profile-1.xml:16:39: max: '6', expected a whole number from 7 to 2147483647", "index=\"2\" min=\"7\" max=\"6\"")]
    [InlineData("INCLUDES index=\"2\"", "profile-1.xml:16:11: bounds of issue 77, which the domain does not have", "INCLUDES index=\"77\"")]
    public void In_rectangles_are_told(string old, string error, string now)
    {
        var files = Written.GeniusRectangles(Written.Figures("genius/ten_issues_nonlinear.json"));
        files[1].Item2 = files[1].Item2.Replace(old, now, StringComparison.Ordinal);
        Written.Errors(files).ShouldContain(error);
    }

    [Fact]
    public void Of_the_files_together_are_told()
    {
        Written.Errors(("city.xml", City), ("dockers.xml", Dockers)).ShouldContain("city.xml:1:1: only profiles are given; expected the domain with them");
        Written.Errors(("domain.xml", Domain), ("city.xml", City)).ShouldContain("domain.xml:1:1: 1 profile given; expected two or more");
        Written.Errors(("domain.xml", Domain), ("again.xml", Domain), ("city.xml", City), ("d.xml", Dockers)).ShouldContain("again.xml:1:1: a second domain; domain.xml is one already");
        Written.Errors(("domain.xml", Domain), ("a/city.xml", City), ("b/city.xml", City)).ShouldContain("b/city.xml:1:1: a second profile called 'city'");
        Written.Errors(("a.csv", Table), ("b.csv", Table)).ShouldContain("b.csv:1:1: no XML; several files together are a GENIUS domain");
        Written.Errors(("a.xml", Scenario), ("b.xml", Domain)).ShouldContain("a.xml:2:1: a KTAB scenario among other files");
    }

    [Fact]
    public void In_bytes_are_told()
    {
        Bytes([.. Encoding.UTF8.GetBytes("Harbour,,3,1\nA"), 0xff, 0x20]).ShouldBe("f.csv:2:2: not UTF-8 text; save the file with the encoding UTF-8");
        Bytes(new byte[CaseLimits.FileBytes + 1]).ShouldBe("f.csv:1:1: 8388609 bytes, expected at most 8388608");
        Bytes([]).ShouldStartWith("f.csv:1:1: nothing in the file");
        Bytes(",,,\n;"u8.ToArray()).ShouldStartWith("f.csv:2:1: 1 cell in the first line, expected 4");
        Bytes(",,,\n"u8.ToArray()).ShouldStartWith("f.csv:1:1: no cell holds anything");

        static string Bytes(byte[] bytes) => ((ReadResult<NegotiationCase>.Failed)CaseReader.Read([new("f.csv", bytes)])).ToString();
    }

    [Fact]
    public void Of_size_are_told()
    {
        Written.Errors(("f.xml", string.Concat(Enumerable.Repeat("<a>", 20)))).ShouldContain("elements more than 16 levels deep");
        Written.Errors(("f.xml", $"<a>{string.Concat(Enumerable.Repeat("<b/>", CaseLimits.Elements))}</a>")).ShouldContain("more than 100000 elements");
        Written.Errors(("f.csv", new string(',', CaseLimits.Cells + 1))).ShouldContain("more than 500000 cells");
        Written.Errors(("f.xml", $"<a {string.Concat(Enumerable.Range(0, 60).Select(i => $"x{i}='' "))}/>")).ShouldContain("60 attributes, expected at most 50");
    }
}

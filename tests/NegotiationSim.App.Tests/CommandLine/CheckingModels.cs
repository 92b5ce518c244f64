using System.Text.Json;

namespace NegotiationSim.App.Tests.CommandLine;

/// <summary><c>negsim model</c> needs no database.</summary>
public sealed class CheckingModels
{
    [Fact]
    public async Task Every_model_agrees_with_the_figures_that_go_with_it()
    {
        var outcome = await new Negsim().RunAsync("model", "check", "--json");
        outcome.Code.ShouldBe(0, outcome.Output);
        var answer = JsonDocument.Parse(outcome.Output).RootElement.GetProperty("checks").EnumerateArray().ToList();

        answer.Select(c => c.GetProperty("model").GetString()).Distinct().ShouldBe(Simulation.Models.All.Select(m => m.Name));
        answer.ShouldAllBe(c => c.GetProperty("agrees").GetBoolean() && c.GetProperty("figures").GetInt32() > 0);
    }

    [Fact]
    public async Task One_model_is_checked_alone_and_counted()
    {
        var outcome = await new Negsim().RunAsync("model", "check", "rubinstein");

        outcome.Code.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldContain("figures compared, 0 disagree.");
        outcome.Output.ShouldNotContain("compromise-mean");
    }

    [Fact]
    public async Task A_model_that_there_is_not_is_refused_with_the_nearest() =>
        (await new Negsim().RunAsync("model", "check", "rubinstien")).Message(code: 2).ShouldContain("did you mean 'rubinstein'?");
}

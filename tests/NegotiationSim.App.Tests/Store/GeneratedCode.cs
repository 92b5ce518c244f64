using System.Runtime.CompilerServices;
using JasperFx.CodeGeneration;
using JasperFx.CodeGeneration.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NegotiationSim.App.Recording;
using Wolverine;

namespace NegotiationSim.App.Tests.Store;

/// <summary>
/// The code around the recording handler that is compiled into the program is what Wolverine makes of the handler today.
/// After a change of the handler or of Wolverine, take the class from this test's message.
/// </summary>
public sealed class GeneratedCode(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Is_up_to_date()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(database.Store);
        builder.UseWolverine(Recorder.Configure);
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        var made = new DynamicCodeBuilder(host.Services, [.. host.Services.GetServices<ICodeFileCollection>()])
        {
            ServiceVariableSource = host.Services.GetService<IServiceVariableSource>(),
        }.GenerateAllCode();
        await host.StopAsync(TestContext.Current.CancellationToken);

        var compiled = await File.ReadAllTextAsync(Directory.GetFiles(Folder()).ShouldHaveSingleItem(), TestContext.Current.CancellationToken);
        Handler(compiled).ShouldBe(Handler(made));
    }

    /// <summary>The one handler class in generated code, without what surrounds it.</summary>
    private static string Handler(string code)
    {
        var start = code.IndexOf("// START: RecordEventsHandler", StringComparison.Ordinal);
        start.ShouldBeGreaterThanOrEqualTo(0, code);
        return code[start..code.IndexOf("// END: RecordEventsHandler", StringComparison.Ordinal)].ReplaceLineEndings("\n");
    }

    private static string Folder([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../../src/NegotiationSim.App/Internal/Generated/WolverineHandlers"));
}

namespace NegotiationSim.Browser.Tests;

/// <summary>Where there is no Chromium, a developer's tests are skipped and those of CI fail: none passes unseen.</summary>
public sealed class WithoutChromium
{
    [Fact]
    public void Tests_skip_at_home_and_fail_in_ci()
    {
        Chromium.Without(null, isCi: false).ShouldBe(Missing.Skip);
        Chromium.Without(null, isCi: true).ShouldBe(Missing.Fail);
        Chromium.Without("chromium", isCi: false).ShouldBe(Missing.Nothing);
        Chromium.Without("chromium", isCi: true).ShouldBe(Missing.Nothing);
    }

    [Fact]
    public void It_is_looked_for_by_its_names_in_every_folder_of_the_path()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Chromium.Find(null).ShouldBeNull();
            Chromium.Find(folder.FullName).ShouldBeNull();
            var program = Path.Combine(folder.FullName, "chromium-browser");
            File.WriteAllText(program, "");
            Chromium.Find($"{Path.Combine(folder.FullName, "nowhere")}{Path.PathSeparator}{folder.FullName}").ShouldBe(program);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

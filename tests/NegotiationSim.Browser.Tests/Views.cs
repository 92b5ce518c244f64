using NegotiationSim.App.Server.Pages;

namespace NegotiationSim.Browser.Tests;

/// <summary>The addresses that are looked at: every page there is, of both negotiations.</summary>
public static class Views
{
    /// <summary>A page as a link to it finds it.</summary>
    public static TheoryData<string> Pages =>
    [
        "/",
        .. from negotiation in Site.Negotiations from page in PageList.OfNegotiation where page.Path is not null select $"/{negotiation}{(page.Path!.Length == 0 ? "" : "/")}{page.Path}",
    ];

    /// <summary>And with more in its address: what is chosen, compared, filtered.</summary>
    public static TheoryData<string> Chosen =>
    [
        .. Pages.Select(page => page.Data),
        "/ukraine-2025?on=2025-12-03&version=US-28&since=2025-12-01",
        "/ukraine-2025?on=2025-12-03&knownBy=2025-12-03&cell=version:GVA-19:RUS&version=GVA-19",
        "/ukraine-2025?on=2025-12-03&group=text&show=declared&find=security",
        "/colombia-farc?on=2016-10-02&group=package&show=declared",
        "/ukraine-2025/replay?on=2025-12-03&view=table",
        "/ukraine-2025/replay?on=2025-12-03&view=json",
        "/ukraine-2025/points/UA-20/9",
        "/ukraine-2025/compare?a=briefing-takes-place/base&b=briefing-takes-place",
        "/colombia-farc/what-if/plebiscite-says-yes",
        "/ukraine-2025/forecast/christmas-plan",
        "/colombia-farc/forecast/agenda-of-2012",
        "/ukraine-2025/record?type=stance-declared",
        "/methodology",
    ];

    /// <summary>And the reference of the API, whose page is another's.</summary>
    public static TheoryData<string> All => [.. Chosen.Select(view => view.Data), "/api/docs"];
}

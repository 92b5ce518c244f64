using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Server.Api;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Server.Pages;

/// <summary>A page of one negotiation, on a date, by what was known by a date, in a what-if: all of it in its address.</summary>
public abstract class NegotiationPage : ComponentBase
{
    /// <summary>The negotiation in the address.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    [Inject]
    public Asking Asking { get; set; } = null!;

    [Inject]
    public NavigationManager Navigation { get; set; } = null!;

    public Address Address { get; private set; } = null!;

    /// <summary>What is asked about; null only when that is wrong.</summary>
    public Asked Asked { get; private set; } = null!;

    /// <summary>The what-ifs of the negotiation.</summary>
    public IReadOnlyList<PinnedWhatIf> WhatIfs { get; private set; } = [];

    /// <summary>What is wrong with the address; null: nothing.</summary>
    public BadQuestion? Wrong { get; private set; }

    /// <summary>There is something to show: a page is also rendered while it loads.</summary>
    public bool IsLoaded { get; private set; }

    protected sealed override async Task OnInitializedAsync()
    {
        Address = Address.Of(Http.Request, Name);
        try
        {
            var scope = new Scope(Name, Asking.Date(Address["on"], "on"), Asking.Date(Address["knownBy"], "knownBy"), Address["whatIf"]);
            Asked = await Asking.Ledgers.AskAsync(scope, Http.RequestAborted);
            Address.Found = Asked;
            WhatIfs = await Asking.Ledgers.Store.WhatIfs.ListAsync(Asked.Timeline.Ledger.Negotiation, Http.RequestAborted);
            if ((Scrubbed() ?? Moved()) is { } address)
            {
                Navigation.NavigateTo(address);
                return;
            }

            await LoadAsync();
            IsLoaded = true;
        }
        catch (BadQuestion wrong)
        {
            Wrong = wrong;

            // Only when the page is sent: on a status of 404 before, Blazor would send nothing.
            Http.Response.OnStarting(() =>
            {
                Http.Response.StatusCode = wrong.IsUnknownName ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest;
                return Task.CompletedTask;
            });
        }
    }

    /// <summary>
    /// Where to go on when the range was moved and its form sent without the script: the days since the first become a date.
    /// When only the date field was changed, that counts.
    /// </summary>
    private string? Scrubbed()
    {
        if (Address["day"] is not { } day)
        {
            return null;
        }

        var moved = day != Address["dayWas"] && int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && Asked.Timeline is { FirstDay: { } first, LastDay: { } last }
            ? first.AddDays(Math.Min(days, last.DayNumber - first.DayNumber)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : Address["on"];
        return Address.With(("day", null), ("dayWas", null), ("on", moved));
    }

    /// <summary>Where the page has its address, when this is another way to name it; null: here.</summary>
    protected virtual string? Moved() => null;

    /// <summary>Works out what the page shows.</summary>
    /// <exception cref="BadQuestion">Something in the address is wrong.</exception>
    protected abstract Task LoadAsync();
}

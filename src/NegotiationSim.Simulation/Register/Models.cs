namespace NegotiationSim.Simulation;

/// <summary>The models that there are. A new model is a file with its entry, and a line here.</summary>
public static class Models
{
    /// <summary>All of them; the compromise mean first, because everything else is measured against it.</summary>
    public static IReadOnlyList<Model> All { get; } =
    [
        CompromiseModels.Mean,
        CompromiseModels.Median,
        ElectionModel.Entry,
        SpatialModels.Entry,
        ExpectedUtilityModels.Entry,
        OfferModels.Offers,
        OfferModels.Rubinstein,
        OfferModels.Zeuthen,
        FairnessModel.Entry,
        GraphModels.Entry,
    ];

    /// <summary>The model of that name; null when there is none.</summary>
    public static Model? Find(string name) => All.FirstOrDefault(m => m.Name == name);
}

namespace NegotiationSim.Contract.Tests.Made;

/// <summary>An event, which is one of many types: NSwag gives a choice this name, and leaves it to us what it is.</summary>
public sealed class Anonymous : Dictionary<string, object>;

using System.Collections.Frozen;

namespace Emulator.DeepSeek.Chat.Catalog;

/// <summary>What the provider offered from one instant until the next: models, aliases, and the words and forms of the time.</summary>
internal sealed record DeepSeekCatalog
{
    private FrozenDictionary<string, DeepSeekName>? _names;
    private DeepSeekModel[]? _listed;

    public required DateTimeOffset From { get; init; }

    public required IReadOnlyList<DeepSeekModel> Models { get; init; }

    /// <summary>Other names of the models; answers carry the model's own.</summary>
    public IReadOnlyList<DeepSeekAlias> Aliases { get; init; } = [];

    /// <summary>How a name that does not exist is refused.</summary>
    public required UnknownModelWords UnknownModel { get; init; }

    public required FingerprintForm Fingerprints { get; init; }

    /// <summary>The statuses whose messages end with a request id.</summary>
    public IReadOnlyList<int> RequestIdStatuses { get; init; } = [];

    /// <summary>Whether cached prefixes are units of their own, in place of blocks of 64 tokens.</summary>
    public bool CachesUnits { get; init; }

    /// <summary>What thinking adds to every prompt.</summary>
    public int ThinkingTokens { get; init; }

    /// <summary>Whether peak hours are those of working days only.</summary>
    public bool HasPeakOnWorkdaysOnly { get; init; } = true;

    /// <summary>The models that lists and refusals name.</summary>
    public IReadOnlyList<DeepSeekModel> Listed => _listed ??= [.. Models.Where(model => model.IsListed)];

    /// <summary>What a name or an alias stands for; <see langword="null"/> when it does not exist, or no longer.</summary>
    public DeepSeekName? Find(string name) => (_names ??= Names()).GetValueOrDefault(name);

    /// <summary>The model of that very name.</summary>
    public DeepSeekModel? Model(string name)
    {
        foreach (var model in Models)
        {
            if (model.Name == name)
            {
                return model;
            }
        }

        return null;
    }

    // A record's copy would take the lists of what it was copied from.
    private DeepSeekCatalog(DeepSeekCatalog other)
    {
        From = other.From;
        Models = other.Models;
        Aliases = other.Aliases;
        UnknownModel = other.UnknownModel;
        Fingerprints = other.Fingerprints;
        RequestIdStatuses = other.RequestIdStatuses;
        CachesUnits = other.CachesUnits;
        ThinkingTokens = other.ThinkingTokens;
        HasPeakOnWorkdaysOnly = other.HasPeakOnWorkdaysOnly;
    }

    private FrozenDictionary<string, DeepSeekName> Names() => Models
        .Select(model => KeyValuePair.Create(model.Name, new DeepSeekName(model, model.ThinksByDefault)))
        .Concat(Aliases.Select(alias => KeyValuePair.Create(
            alias.Name, new DeepSeekName(Model(alias.Model)!, alias.Thinks ?? Model(alias.Model)!.ThinksByDefault))))
        .ToFrozenDictionary(StringComparer.Ordinal);
}

/// <summary>Another name of a model.</summary>
/// <param name="Name">The other name.</param>
/// <param name="Model">The model's own.</param>
/// <param name="Thinks">Whether thinking is on by default under this name; <see langword="null"/> as under the model's own.</param>
internal sealed record DeepSeekAlias(string Name, string Model, bool? Thinks = null);

/// <summary>What a name stands for.</summary>
internal sealed record DeepSeekName(DeepSeekModel Model, bool ThinksByDefault);

/// <summary>How a model that does not exist was refused.</summary>
internal enum UnknownModelWords
{
    /// <summary>The short words of the time before V4.</summary>
    NotExist,

    /// <summary>The names joined by a word, the larger model first.</summary>
    NamesWithOr,

    /// <summary>The names joined by commas.</summary>
    NamesWithCommas,
}

/// <summary>What <c>system_fingerprint</c> looked like.</summary>
internal enum FingerprintForm
{
    Production,
    ProductionDated,
    Hexadecimal,
}

namespace ProviderClients.Flux.Bfl;

/// <summary>The parts of a refusal, or the reasons of a moderated job.</summary>
/// <param name="Violations">The fields that are wrong, of a 422; empty without them.</param>
/// <param name="ModerationReasons">Why it was moderated, as far as the provider says; empty without reasons.</param>
/// <param name="IsContentWithheld">
/// Of a moderated job: <see langword="true"/> when the picture was made and withheld, <see langword="false"/> when the request was refused
/// and nothing was made; <see langword="null"/> for everything else.
/// </param>
public sealed record FluxBflErrorDetails(
    IReadOnlyList<FluxBflViolation> Violations, IReadOnlyList<string> ModerationReasons, bool? IsContentWithheld) : ProviderErrorDetails;

/// <summary>One field that is wrong.</summary>
/// <param name="Field">Where it is, <c>body.width</c> for example.</param>
/// <param name="Type">The kind, <c>less_than_equal</c> for example.</param>
/// <param name="Message">The sentence of the provider.</param>
public sealed record FluxBflViolation(string Field, string Type, string Message);

using System.Text.Json;
using ProviderClients.Calls;

namespace ProviderClients.Flux.ImagePig;

/// <summary>Reads the provider's two envelopes: <c>error</c>, and <c>detail</c> for a field that is wrong.</summary>
internal static class FluxImagePigErrors
{
    public static CallFailure Read(RefusedAnswer answer)
    {
        var wire = FluxImagePigWire.Read(answer.Body);
        var words = wire is null ? null : WordsOf(wire);
        var kind = StatusKinds.Of(answer.Status);
        return StatusKinds.Failure(kind, answer.Status, words) with { Said = kind is ProviderErrorKind.Authentication ? null : words };
    }

    public static CallFailure InSuccess(string words) =>
        new(ProviderErrorKind.JobFailed, $"the answer is a success that says it failed: {words}") { Status = 200, Said = words };

    public static CallFailure Malformed(string what) => new(ProviderErrorKind.MalformedResponse, what) { Status = 200 };

    /// <summary>A request that cannot be put to this provider; nothing was sent.</summary>
    public static CallFailure Unsendable(string why) => new(ProviderErrorKind.InvalidRequest, why) { CommitState = CommitState.NotSent };

    private static string? WordsOf(WireAnswer answer) => FluxImagePigWire.TextOf(answer.Error) is { Length: > 0 } error
        ? error
        : answer.Detail.ValueKind switch
        {
            JsonValueKind.String => answer.Detail.GetString(),
            JsonValueKind.Array when answer.Detail.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first
                && first.TryGetProperty("msg", out var message) => FluxImagePigWire.TextOf(message),
            _ => null,
        };
}

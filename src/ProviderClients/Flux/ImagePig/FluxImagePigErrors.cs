using ProviderClients.Calls;

namespace ProviderClients.Flux.ImagePig;

/// <summary>Reads the provider's two envelopes: <c>error</c>, and <c>detail</c> for a field that is wrong.</summary>
internal static class FluxImagePigErrors
{
    public static CallFailure Read(RefusedAnswer answer)
    {
        var wire = FluxImagePigWire.Read(answer.Body);
        var words = string.IsNullOrEmpty(wire?.Error) ? wire?.Detail?.FirstOrDefault()?.Msg : wire.Error;
        return StatusKinds.Failure(StatusKinds.Of(answer.Status), answer.Status, words);
    }

    public static CallFailure InSuccess(string words) =>
        new(ProviderErrorKind.JobFailed, $"the answer is a success that says it failed: {words}") { Status = 200 };

    public static CallFailure Malformed(string what) => new(ProviderErrorKind.MalformedResponse, what) { Status = 200 };
}

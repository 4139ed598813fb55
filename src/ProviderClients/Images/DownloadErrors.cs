using ProviderClients.Calls;

namespace ProviderClients.Images;

/// <summary>Reads the refusals of file hosts, which know no keys: a signed address that has expired answers 403.</summary>
internal static class DownloadErrors
{
    public static CallFailure Read(RefusedAnswer answer) => answer.Status is 401 or 403 or 410
        ? new CallFailure(ProviderErrorKind.NotFound, $"HTTP {answer.Status}: the picture's address has expired or was never valid")
        : StatusKinds.Failure(StatusKinds.Of(answer.Status), answer.Status, null);
}

namespace ProviderClients.NanoBanana.Native;

/// <summary>What the native dialect says about a refusal or a failed job.</summary>
/// <param name="Code"><c>invalid_request</c>, <c>rate_limit_exceeded</c>, <c>content_policy_violation</c> and so on.</param>
/// <param name="Param">The field that is wrong, <c>parameters.width</c> for example.</param>
/// <param name="RequestId">The provider's own name of the request.</param>
/// <param name="IsRetryable">Of a failed job: whether the provider holds another try for promising.</param>
public sealed record NanoBananaNativeErrorDetails(string? Code, string? Param, string? RequestId, bool? IsRetryable) : ProviderErrorDetails;

namespace ProviderClients.NanoBanana.TaskApi;

/// <summary>What the task API says about a refusal or a failed task.</summary>
/// <param name="Code">Its own code, which is not always the HTTP status.</param>
/// <param name="Message">Its words, unshortened; they may quote the prompt.</param>
public sealed record NanoBananaTaskApiErrorDetails(int? Code, string? Message) : ProviderErrorDetails;

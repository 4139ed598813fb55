using Microsoft.Extensions.Options;
using ProviderClients.Calls;

namespace ProviderClients.NanoBanana.TaskApi;

/// <summary>What must be true of this dialect's own options; a sentence for each thing that is not.</summary>
internal sealed class NanoBananaTaskApiOptionsRules : IValidateOptions<NanoBananaTaskApiOptions>
{
    public ValidateOptionsResult Validate(string? name, NanoBananaTaskApiOptions options)
    {
        List<string> failures = [];
        if (options.Model is not (null or NanoBananaTaskApiPlan.First or NanoBananaTaskApiPlan.Second or NanoBananaTaskApiPlan.Pro))
        {
            failures.Add($"NanoBananaTaskApi:Model is \"{options.Model}\": write generate, generate-2 or generate-pro, or leave it out.");
        }

        if (options.CallbackUrl is { } callback && WebAddress.OrNull(callback) is null)
        {
            failures.Add($"NanoBananaTaskApi:CallbackUrl is {callback}: write an absolute https address that the provider can reach.");
        }

        if (options.UsdPerCredit < 0 || options.Credits.Values.Any(static credits => credits < 0))
        {
            failures.Add("NanoBananaTaskApi:UsdPerCredit and Credits must not be below 0.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}

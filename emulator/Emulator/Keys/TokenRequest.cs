using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Emulator.Keys;

/// <summary>What a client asks the token endpoint for, read as RFC 6749 has it; a problem is one of its error codes with a sentence.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Secret">Its secret.</param>
internal sealed record TokenRequest(string ClientId, string Secret)
{
    private const string FormType = "application/x-www-form-urlencoded";
    private const string BasicScheme = "Basic ";

    /// <summary>Reads a request of the grant <c>client_credentials</c>.</summary>
    public static TokenRequest? Read(HttpRequest request, string body, out TokenProblem? problem)
    {
        var type = request.ContentType?.Split(';')[0].Trim();
        var form = string.Equals(type, FormType, StringComparison.OrdinalIgnoreCase) ? QueryHelpers.ParseQuery(body) : null;
        if (form is null)
        {
            problem = TokenProblem.Invalid($"the body is no form; send it as {FormType}");
            return null;
        }

        if (form.FirstOrDefault(field => field.Value.Count > 1).Key is { } twice)
        {
            problem = TokenProblem.Invalid($"the field {Shown(twice)} is there twice; send it once");
            return null;
        }

        if (!form.TryGetValue("grant_type", out var grant) || grant.ToString().Length == 0)
        {
            problem = TokenProblem.Invalid("grant_type is missing; send grant_type=client_credentials");
            return null;
        }

        if (grant != "client_credentials")
        {
            problem = new TokenProblem(StatusCodes.Status400BadRequest, "unsupported_grant_type", "only grant_type=client_credentials is there; send that");
            return null;
        }

        string? header = request.Headers.Authorization;
        var isBasic = header?.StartsWith(BasicScheme, StringComparison.OrdinalIgnoreCase) is true;
        if (isBasic && form.ContainsKey("client_secret"))
        {
            problem = TokenProblem.Invalid("the client says who it is in two ways; send client_id and client_secret in the body or by Basic, not both");
            return null;
        }

        var read = isBasic ? FromBasic(header![BasicScheme.Length..]) : FromForm(form);
        problem = read is null ? TokenProblem.UnknownClient(isBasic) : null;
        return read;
    }

    private static TokenRequest? FromForm(Dictionary<string, StringValues> form) =>
        form.TryGetValue("client_id", out var id) && form.TryGetValue("client_secret", out var secret)
            ? new TokenRequest(id.ToString(), secret.ToString())
            : null;

    /// <summary>Both halves were percent-encoded before they were put together.</summary>
    private static TokenRequest? FromBasic(string encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded.Trim(), bytes, out var length))
        {
            return null;
        }

        var pair = Encoding.UTF8.GetString(bytes.AsSpan(0, length));
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : new TokenRequest(Decoded(pair[..colon]), Decoded(pair[(colon + 1)..]));
    }

    private static string Decoded(string half) => Uri.UnescapeDataString(half.Replace('+', ' '));

    private static string Shown(string name) => name.Length <= 40 ? name : name[..40];
}

/// <summary>Why there is no token.</summary>
/// <param name="Status">The status.</param>
/// <param name="Error">The code of RFC 6749, section 5.2.</param>
/// <param name="Description">What was wrong and what to do.</param>
internal sealed record TokenProblem(int Status, string Error, string Description)
{
    /// <summary>Whether the client tried to say who it is by the header, and is told so.</summary>
    public bool WasBasic { get; init; }

    public static TokenProblem Invalid(string description) => new(StatusCodes.Status400BadRequest, "invalid_request", description);

    public static TokenProblem UnknownClient(bool wasBasic) => new(
        StatusCodes.Status401Unauthorized,
        "invalid_client",
        "no client has this id and secret; send client_id and client_secret as emulator.oauth.clients has them")
    {
        WasBasic = wasBasic,
    };
}

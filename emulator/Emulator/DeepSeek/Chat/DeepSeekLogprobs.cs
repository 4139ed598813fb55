using System.Text;
using System.Text.Json;

namespace Emulator.DeepSeek.Chat;

/// <summary>How sure the model was of each token, and what it would have said instead.</summary>
/// <param name="Seed">Decides the numbers.</param>
/// <param name="Top">How many alternatives each token is told with.</param>
internal sealed record DeepSeekLogprobs(ulong Seed, int Top)
{
    /// <summary>What is told of a token outside the twenty likeliest.</summary>
    private const double Outside = -9999.0;

    private const int Likeliest = 20;

    private static readonly string[] Alternatives =
    [
        " the", " a", " and", " of", " to", " in", " is", ",", ".", " it", " that", " with", " for", " as", " on", " by", " an", " or", " be",
        " this", " at", " not",
    ];

    /// <summary>Writes the entries of a whole text.</summary>
    public void WriteAll(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartArray(name);
        foreach (var (index, piece) in DeepSeekTokens.Pieces(text).Index())
        {
            Write(json, name, piece, index);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the entry of one token.</summary>
    public void Write(Utf8JsonWriter json, string part, string token, int index)
    {
        var likely = Ranked(part, token, index);
        json.WriteStartObject();
        WriteOne(json, token, likely.First(one => one.Token == token).Logprob);
        json.WriteStartArray("top_logprobs"u8);
        foreach (var (alternative, logprob) in likely.Where(one => one.Logprob > Outside).Take(Top))
        {
            json.WriteStartObject();
            WriteOne(json, alternative, logprob);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The logprob of the token alone.</summary>
    public double Of(string part, string token, int index) => Ranked(part, token, index).First(one => one.Token == token).Logprob;

    /// <summary>The token among its alternatives, the likeliest first; the token itself is mostly that.</summary>
    public IReadOnlyList<(string Token, double Logprob)> Ranked(string part, string token, int index)
    {
        var draw = Chance.Seed.For(Seed, part, token, index);
        var sure = 0.55 + (0.44 * Chance.Seed.Fraction(draw));
        var place = draw % 200 == 0 ? Likeliest : draw % 8 == 0 ? 1 : 0;
        var first = (int)(draw % (ulong)Alternatives.Length);
        List<string> order = [.. Enumerable.Range(0, Alternatives.Length)
            .Select(step => Alternatives[(first + step) % Alternatives.Length]).Where(other => other != token).Take(Likeliest)];
        order.Insert(Math.Min(place, order.Count), token);
        var left = 1 - sure;
        return
        [
            .. order.Select((one, rank) =>
            {
                var share = rank == 0 ? sure : left *= 0.45;
                return (one, rank >= Likeliest ? Outside : Math.Round(Math.Log(Math.Max(share, 1e-9)), 6));
            }),
        ];
    }

    private static void WriteOne(Utf8JsonWriter json, string token, double logprob)
    {
        json.WriteString("token"u8, token);
        if (logprob <= Outside)
        {
            json.WritePropertyName("logprob"u8);
            json.WriteRawValue("-9999.0"u8);
        }
        else
        {
            json.WriteNumber("logprob"u8, logprob);
        }

        json.WriteStartArray("bytes"u8);
        foreach (var value in Encoding.UTF8.GetBytes(token))
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}

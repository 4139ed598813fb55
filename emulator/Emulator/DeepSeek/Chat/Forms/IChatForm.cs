using System.Text.Json;
using Emulator.DeepSeek.Chat.Catalog;
using Emulator.Exchanges;

namespace Emulator.DeepSeek.Chat.Forms;

/// <summary>A form of requests and answers beside the chat's own.</summary>
internal interface IChatForm
{
    /// <summary>What it calls the thoughts that a history must bring back.</summary>
    string Thoughts { get; }

    /// <summary>What is wrong with a request beside its body; <see langword="null"/> when nothing is.</summary>
    DeepSeekComplaint? ProblemOf(Exchange exchange);

    /// <summary>The chat request that a request stands for.</summary>
    /// <param name="body">The request.</param>
    /// <param name="bytes">The same as text, for the places of what is wrong with it.</param>
    /// <param name="catalog">The models that there are.</param>
    /// <exception cref="RefusedRequestException">The request does not fit.</exception>
    ChatTwin ChatOf(JsonElement body, ReadOnlyMemory<byte> bytes, DeepSeekCatalog catalog);

    /// <summary>The answer as a whole.</summary>
    ReadOnlyMemory<byte> Whole(Exchange exchange, JsonElement body, DeepSeekCompletion completion);

    /// <summary>The answer as a stream of events.</summary>
    IEnumerable<ReplyPiece> Events(Exchange exchange, JsonElement body, DeepSeekCompletion completion);
}

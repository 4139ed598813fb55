using System.Runtime.InteropServices;
using System.Text.Json;
using Emulator.Chance;

namespace Emulator.DeepSeek.Chat.Caching;

/// <summary>Goes through a prompt once and marks it: at the ends of messages, every 64 tokens at its beginning, at the fixed interval.</summary>
internal sealed class PromptRuler
{
    /// <summary>The storage unit of the older cache; where the newer one looks for what requests have in common.</summary>
    public const int BlockTokens = 64;

    /// <summary>Beyond it only intervals and ends of messages are marked, so that a huge prompt does not take all places.</summary>
    private const int FinelyMarkedTokens = 8192;

    private const int MostMarks = 4096;
    private const ulong Prime = 0x9E3779B97F4A7C15;

    private readonly List<PromptMark> _marks = [];
    private readonly bool _marksMessages;
    private readonly int _interval;
    private ulong _hash;
    private long _tenths;
    private long _nextTenths;

    /// <param name="owner">The hash of whose cache it is: account, user, model, mode.</param>
    /// <param name="addedTokens">What stands before the messages: the frame and the preamble of thinking.</param>
    /// <param name="section">How prompts are cached.</param>
    /// <param name="marksMessages">Whether ends of messages count, as they do since there are units.</param>
    public PromptRuler(ulong owner, int addedTokens, DeepSeekCacheSection section, bool marksMessages)
    {
        _hash = owner;
        _tenths = addedTokens * 10L;
        _interval = section.Interval;
        _marksMessages = marksMessages;
        _nextTenths = NextBoundary();
    }

    public IReadOnlyList<PromptMark> Marks => _marks;

    /// <summary>Whether the marks are all there are; what a huge prompt has beyond them is never found.</summary>
    public bool IsFull => _marks.Count >= MostMarks;

    /// <summary>Takes the definitions of tools, which stand before all messages.</summary>
    public void TakeTools(JsonElement body)
    {
        if (body.TryGetProperty("tools"u8, out var tools) && tools.ValueKind is JsonValueKind.Array)
        {
            var raw = JsonMarshal.GetRawUtf8Value(tools);
            _hash = Seed.Mix(_hash ^ Seed.Hash(raw));
            _tenths += raw.Length * 3L;
            _nextTenths = NextBoundary();
        }
    }

    /// <summary>Takes the messages, which have the right form.</summary>
    /// <param name="body">The request.</param>
    /// <param name="imageTokens">The most that a picture counts.</param>
    public void TakeMessages(JsonElement body, int imageTokens)
    {
        foreach (var message in body.GetProperty("messages"u8).EnumerateArray())
        {
            TakeRole(message.GetProperty("role"u8).GetString()!);
            if (message.TryGetProperty("content"u8, out var content))
            {
                TakeContent(content, imageTokens);
            }

            TakeCalls(message);
            EndMessage();
        }

        if (_marksMessages && _marks.Count > 0)
        {
            // The end of the input is written whatever follows it.
            _marks[^1] = _marks[^1] with { IsUnit = true };
        }
    }

    /// <summary>The mark behind an answer, as it will be when a client sends the answer back.</summary>
    public PromptMark After(DeepSeekCompletion completion)
    {
        TakeRole("assistant");
        TakeText(completion.Content);
        foreach (var call in completion.ToolCalls)
        {
            TakeText(call.Name);
            TakeText(call.Arguments);
        }

        EndMessage();
        return new PromptMark(Seed.Mix(_hash), Tokens, IsUnit: true);
    }

    private int Tokens => (int)Math.Min(int.MaxValue, (_tenths + 9) / 10);

    private void TakeRole(string role) => _hash = Seed.Mix(_hash ^ Seed.Hash(role));

    private void TakeContent(JsonElement content, int imageTokens)
    {
        if (content.ValueKind is JsonValueKind.String)
        {
            TakeText(content.GetString()!);
            return;
        }

        if (content.ValueKind is not JsonValueKind.Array)
        {
            return;
        }

        foreach (var part in content.EnumerateArray())
        {
            if (part.TryGetProperty("text"u8, out var text) && text.ValueKind is JsonValueKind.String)
            {
                TakeText(text.GetString()!);
            }
            else
            {
                _hash = Seed.Mix(_hash ^ Seed.Hash(JsonMarshal.GetRawUtf8Value(part)));
                _tenths += DeepSeekImageTokens.Of(part, imageTokens) * 10L;
                _nextTenths = NextBoundary();
            }
        }
    }

    private void TakeCalls(JsonElement message)
    {
        if (!message.TryGetProperty("tool_calls"u8, out var calls) || calls.ValueKind is not JsonValueKind.Array)
        {
            return;
        }

        foreach (var call in calls.EnumerateArray())
        {
            if (call.ValueKind is JsonValueKind.Object && call.TryGetProperty("function"u8, out var function)
                && function.ValueKind is JsonValueKind.Object)
            {
                TakeTextOf(function, "name");
                TakeTextOf(function, "arguments");
            }
        }
    }

    private void TakeTextOf(JsonElement holder, string name)
    {
        if (holder.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String)
        {
            TakeText(text.GetString()!);
        }
    }

    private void TakeText(string text)
    {
        var hash = _hash;
        var tenths = _tenths;
        foreach (var character in text)
        {
            hash = (hash ^ character) * Prime;
            tenths += DeepSeekTokens.Tenths(character);
            if (tenths >= _nextTenths)
            {
                (_hash, _tenths) = (hash, tenths);
                MarkBoundary();
            }
        }

        (_hash, _tenths) = (hash, tenths);
    }

    private void EndMessage()
    {
        _hash = Seed.Mix(_hash);
        _tenths += DeepSeekTokens.Tenths('\n');
        if (_marksMessages)
        {
            Mark(Tokens, isUnit: false);
        }
    }

    /// <summary>Marks a boundary that was just passed; its tokens are those of the boundary itself.</summary>
    private void MarkBoundary()
    {
        var tokens = (int)(_nextTenths / 10);
        Mark(tokens, isUnit: !_marksMessages || tokens % _interval == 0);
        _nextTenths = NextBoundary();
    }

    private void Mark(int tokens, bool isUnit)
    {
        if (!IsFull)
        {
            _marks.Add(new PromptMark(Seed.Mix(_hash), tokens, isUnit));
        }
    }

    private long NextBoundary()
    {
        var tokens = _tenths / 10;
        var step = tokens < FinelyMarkedTokens || !_marksMessages ? BlockTokens : _interval;
        var block = ((tokens / step) + 1) * step;
        var interval = ((tokens / _interval) + 1) * _interval;
        return Math.Min(block, interval) * 10;
    }
}

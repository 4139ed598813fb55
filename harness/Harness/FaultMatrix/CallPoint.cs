using Harness.Steps;

namespace Harness.FaultMatrix;

/// <summary>A place at which a client can be hit: one kind of request of one dialect.</summary>
/// <param name="Dialect">The dialect.</param>
/// <param name="Name">The request: chat, stream, submit, poll, download.</param>
/// <param name="Call">The call whose request it is.</param>
internal sealed record CallPoint(string Dialect, string Name, string Call)
{
    /// <summary>Every place, dialect by dialect.</summary>
    public static readonly IReadOnlyList<CallPoint> All =
    [
        new(StepDialects.Chat, "chat", "enhance"),
        new(StepDialects.Chat, "stream", "stream"),
        .. ((string[])[StepDialects.Native, StepDialects.TaskApi, StepDialects.Bfl]).SelectMany(dialect => (CallPoint[])
        [
            new(dialect, "submit", "image"),
            new(dialect, "poll", "image"),
            new(dialect, "download", "image"),
        ]),
        new(StepDialects.Gemini, "submit", "image"),
        new(StepDialects.ImagePig, "submit", "image"),
    ];

    public bool IsStream => Name == "stream";

    public bool IsSubmit => Name == "submit";

    /// <summary>Whether the answer brings the picture itself.</summary>
    public bool BringsPicture => Name == "download" || (IsSubmit && !MakesJob);

    /// <summary>Whether the answer makes a job that is polled for.</summary>
    public bool MakesJob => IsSubmit && Dialect is not (StepDialects.ImagePig or StepDialects.Gemini);

    /// <summary>The kind of operation, as rules name it.</summary>
    public string Kind => IsStream ? "chat" : Name;
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Harness.Steps;

/// <summary>What a step does.</summary>
internal enum StepCall
{
    /// <summary>Improve a prompt and take the whole answer.</summary>
    Enhance,

    /// <summary>Improve a prompt and read the answer as it is written.</summary>
    Stream,

    /// <summary>List the models.</summary>
    Models,

    /// <summary>Ask for the balance.</summary>
    Balance,

    /// <summary>Make one image: submit, poll where the dialect needs it, download.</summary>
    Image,

    /// <summary>Make a blog article's thumbnail of its title, the prompt: improve that with DeepSeek, make the image.</summary>
    Thumbnail,
}

/// <summary>Who makes a step's calls.</summary>
internal enum StepClientKind
{
    Integration,
    Naive,
}

/// <summary>How a prompt is enhanced.</summary>
internal enum StepMode
{
    Creative,
    Precise,
    Balanced,
}

/// <summary>A limit that the client keeps to: so many requests in any window of this length.</summary>
internal sealed record StepLimit
{
    [Description("The most requests in any window.")]
    [Range(1, int.MaxValue)]
    public required int Requests { get; init; }

    [Description("The window's length.")]
    public required TimeSpan Window { get; init; }
}

/// <summary>What every call of a step must give.</summary>
internal sealed record StepExpectation
{
    [Description("succeeded, or the kind of error: rateLimited, authentication, streamInterrupted, ...")]
    public string Outcome { get; init; } = StepOutcome.Succeeded;

    [Description("How many attempts each call makes.")]
    [Range(1, 1000)]
    public int? Attempts { get; init; }

    [Description("A text that every answer must contain.")]
    public string? Contains { get; init; }

    [Description("The share of the calls that must give this outcome; 1 (default) is every one.")]
    [Range(0.0, 1.0)]
    public double Share { get; init; } = 1;
}

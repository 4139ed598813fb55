using Harness.Steps;

namespace Harness.Clients;

/// <summary>Makes the calls of one step.</summary>
internal interface IStepClient : IDisposable
{
    /// <summary>Makes one call to its end; what went wrong is in the outcome, nothing is thrown for it.</summary>
    Task<StepOutcome> CallAsync(StepRequest request, CancellationToken cancellationToken);
}

namespace ProviderClients;

/// <summary>The parts of a provider's refusal beyond its kind and its sentence; every dialect that has any derives its own.</summary>
public abstract record ProviderErrorDetails
{
    private protected ProviderErrorDetails()
    {
    }
}

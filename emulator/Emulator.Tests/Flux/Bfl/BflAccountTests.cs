using static Emulator.Tests.Flux.Bfl.BflFlight;

namespace Emulator.Tests.Flux.Bfl;

/// <summary>Fine-tunes and reports of use: what is known of them is the names of their fields.</summary>
public sealed class BflAccountTests
{
    [Fact]
    public async Task Finetunes_FromListToDeletion_AreToldInTheProvidersFields()
    {
        await using var emulator = await StartWithAsync("finetunes: {org/fox: {finetune_comment: a fox, iterations: 300}, org/hare: null}");
        var said = Talk(emulator);

        await said.GetAsync("/flux/v1/my_finetunes");
        await said.GetAsync("/flux/v1/finetune_details?finetune_id=org/fox");
        await said.GetAsync("/flux/v1/finetune_details?finetune_id=org/hare");
        await said.GetAsync("/flux/v1/finetune_details?finetune_id=org/wolf");
        await said.GetAsync("/flux/v1/finetune_details");
        await said.PostAsync("/flux/v1/delete_finetune", """{"finetune_id":"org/fox"}""");
        await said.PostAsync("/flux/v1/delete_finetune", """{"finetune_id":"org/fox"}""");
        await said.PostAsync("/flux/v1/delete_finetune", "{}");
        await said.GetAsync("/flux/v1/my_finetunes");
        await said.PostAsync("/flux/v1/licenses/models/flux-1-dev/usage", """{"number_of_generations":3}""");
        await said.PostAsync("/flux/v1/licenses/models/flux-1-dev/usage", """{"number_of_generations":"three"}""");
        said.KeyHeader = null;
        await said.GetAsync("/flux/v1/my_finetunes");

        Golden.Check(said.ToString(), "account.txt");
    }

    [Fact]
    public async Task Finetunes_WhereAScenarioListsNone_AreNone()
    {
        await using var emulator = await StartAsync();

        Assert.Equal("""{"finetunes":[]}""", await Talk(emulator).GetAsync("/flux/v1/my_finetunes"));
    }
}

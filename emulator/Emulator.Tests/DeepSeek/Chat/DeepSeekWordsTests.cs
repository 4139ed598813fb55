using Bogus;
using Emulator.DeepSeek.Chat;

namespace Emulator.Tests.DeepSeek.Chat;

public sealed class DeepSeekWordsTests
{
    [Fact]
    public void Words_AnySeed_AreThoseOfASeededFaker()
    {
        string[] options = ["one", "two", "three"];
        var faker = new Faker();
        for (var seed = 0; seed < 2000; seed++)
        {
            faker.Random = new Randomizer(seed);
            var words = new DeepSeekWords((ulong)seed);

            Assert.Equal(
                [faker.Hacker.Phrase(), faker.Hacker.Verb(), faker.Hacker.Adjective(), faker.Hacker.Noun(), faker.Commerce.Color(), faker.PickRandom(options)],
                [words.Phrase(), words.Verb(), words.Adjective(), words.Noun(), words.Color(), words.PickRandom(options)]);
        }
    }
}

using System.Globalization;
using Emulator.Exchanges;
using Emulator.Limits;
using Emulator.Scenarios;

namespace Emulator.Keys;

/// <summary>What an account has left, exact to the last digit however many requests spend it at once.</summary>
internal sealed class AccountState
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _inFlight = new(StringComparer.Ordinal);
    private decimal _granted;
    private decimal _paidIn;
    private decimal _spent;

    public AccountState(string name, BilledUnit unit, AccountSection section)
    {
        Name = name;
        Unit = unit;
        Section = section;
        Reset();
    }

    public string Name { get; }

    public BilledUnit Unit { get; }

    /// <summary>What it begins with.</summary>
    public AccountSection Section { get; }

    public AccountAmounts Amounts
    {
        get
        {
            lock (_lock)
            {
                return new AccountAmounts(_granted, _paidIn, _spent) { InFlight = _inFlight.Values.Sum() };
            }
        }
    }

    /// <summary>Lets a request in, that is billed when it is done; its seat is to be left when the answer is over.</summary>
    /// <param name="model">The model that it asks for.</param>
    /// <param name="curve">How many may be in flight at once by what is left; <see langword="null"/> for any number.</param>
    /// <param name="refusal">Why it is not let in.</param>
    public AccountSeat? Enter(string model, BalanceCurve? curve, out Refusal? refusal)
    {
        lock (_lock)
        {
            refusal = null;
            if (_granted + _paidIn <= 0)
            {
                refusal = new BalanceSpent($"account {Name}: {Text(_granted + _paidIn)} {Word} left, and work is done only for more than 0; top it up");
                return null;
            }

            var others = _inFlight.GetValueOrDefault(model);
            if (curve?.At(_granted + _paidIn) is { } most && others >= most)
            {
                refusal = TooMany(model, others, most);
                return null;
            }

            _inFlight[model] = others + 1;
            return new AccountSeat(() => Leave(model));
        }
    }

    /// <summary>Takes a price before the work; nothing at all when there is less.</summary>
    public BalanceSpent? Pay(decimal price)
    {
        lock (_lock)
        {
            if (_granted + _paidIn < price)
            {
                return new BalanceSpent($"account {Name}: {Text(_granted + _paidIn)} {Word} left, and this takes {Text(price)}; top it up");
            }

            Take(price);
            return null;
        }
    }

    /// <summary>Takes the price of work that is done; what was under way together may leave less than nothing.</summary>
    public void Charge(decimal price)
    {
        lock (_lock)
        {
            Take(price);
        }
    }

    /// <summary>Gives back a price that was paid for work that is not charged after all.</summary>
    public void GiveBack(decimal price)
    {
        lock (_lock)
        {
            _spent -= price;
            _paidIn += price;
        }
    }

    /// <summary>Sets what it has, where a value is given, and then adds to what was paid in.</summary>
    public void Change(decimal? granted, decimal? paidIn, decimal topUp)
    {
        lock (_lock)
        {
            _granted = granted ?? _granted;
            _paidIn = (paidIn ?? _paidIn) + topUp;
        }
    }

    /// <summary>Gives back what it began with.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            _granted = Section.Granted ?? 0;
            _paidIn = (Unit is BilledUnit.Credits ? Section.Credits : Section.Balance) ?? 0;
            _spent = 0;
        }
    }

    private string Word => Unit is BilledUnit.Credits ? "credits" : "dollars";

    private static string Text(decimal amount) => amount.ToString("0.######", CultureInfo.InvariantCulture);

    private LimitSpent TooMany(string model, int others, int most)
    {
        var limit = Limit.From(new LimitSection
        {
            Name = $"concurrency with {Text(_granted + _paidIn)} {Word} left",
            InFlight = most,
            Per = [SubjectPart.Account, SubjectPart.Model],
        });
        return new LimitSpent(
            new LimitDecision(IsGranted: false, limit, others, FreeAt: null)
            {
                PermitLimit = most,
                Subject = new Subject(Key: null, Name, Project: null, model),
            },
            Wait: null);
    }

    private void Take(decimal price)
    {
        _spent += price;
        var fromGranted = Math.Min(_granted, price);
        _granted -= fromGranted;
        _paidIn -= price - fromGranted;
    }

    private void Leave(string model)
    {
        lock (_lock)
        {
            if (--_inFlight[model] == 0)
            {
                _inFlight.Remove(model);
            }
        }
    }
}

/// <summary>What an account has and has spent, at one instant.</summary>
/// <param name="Granted">What is left of the provider's gift.</param>
/// <param name="PaidIn">What is left of what was paid in, or of the credits; below zero when work cost more than was left.</param>
/// <param name="Spent">What all work has cost.</param>
internal readonly record struct AccountAmounts(decimal Granted, decimal PaidIn, decimal Spent)
{
    /// <summary>How many requests of it are under way.</summary>
    public int InFlight { get; init; }

    public decimal Total => Granted + PaidIn;
}

/// <summary>A request's place among those that its account has under way.</summary>
internal sealed class AccountSeat(Action leave)
{
    private int _isLeft;

    /// <summary>Frees it; only the first call does anything.</summary>
    public void Leave()
    {
        if (Interlocked.Exchange(ref _isLeft, 1) == 0)
        {
            leave();
        }
    }
}
